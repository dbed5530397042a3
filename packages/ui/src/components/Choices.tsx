import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './Choices.module.css';
import { cx } from './cx.ts';

/**
 * One of a few, all in sight: native radio buttons in the dress of presses. `column`: one beneath the other, where the
 * heading above says of what; `titled`: where none does.
 */
export function Choices<T extends string>({
  label,
  value,
  options,
  column = false,
  titled = !column,
  onChoose,
}: {
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly id: T; readonly words: string; readonly language?: string }[];
  readonly column?: boolean;
  readonly titled?: boolean;
  readonly onChoose: (id: T) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={cx(styles['choices'], column && styles['column'], !titled && styles['untitled'])}>
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
