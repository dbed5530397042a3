import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './Choices.module.css';

/** One of a few, all in sight: native radio buttons in the dress of presses. */
export function Choices<T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly id: T; readonly words: string; readonly language?: string }[];
  readonly onChoose: (id: T) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={styles['choices']}>
      <legend>{label}</legend>
      <div className={styles['options']}>
        {options.map(({ id, words, language }) => (
          <label key={id}>
            <input type="radio" name={name} checked={id === value} onChange={() => onChoose(id)} />
            <span {...(language === undefined ? {} : { lang: language })}>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
