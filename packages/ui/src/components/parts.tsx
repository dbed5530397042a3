import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import type { LucideIcon } from 'lucide-react';
import {
  Ambulance,
  Baby,
  Brain,
  Building2,
  Car,
  Cross,
  Flame,
  FlaskConical,
  Folder,
  HeartPulse,
  Helicopter,
  Hospital,
  House,
  Languages,
  Phone,
  Pill,
  Radio,
  Shield,
  Ship,
  Siren,
  Star,
  Stethoscope,
  TriangleAlert,
  Users,
  Wrench,
} from 'lucide-react';
import { useConsole } from '../app/context.ts';
import { ariaChord } from '../keys/chord.ts';
import { cx } from './cx.ts';
import styles from './parts.module.css';

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'style'> & {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly tone?: 'plain' | 'go' | 'end' | 'quiet';
  readonly size?: 'control' | 'small';
  /** Key that does the same; shown on the button. */
  readonly hotkey?: string;
  /** The name for those who cannot see the surroundings; begins with or contains the visible words. */
  readonly name?: string;
};

/** Every press of the console. A held Enter counts once: see keys/keyboard.ts. */
export function Button({
  tone = 'plain',
  size = 'control',
  hotkey,
  name,
  className,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      {...(name === undefined ? {} : { 'aria-label': name })}
      {...(hotkey ? { 'aria-keyshortcuts': ariaChord(hotkey) } : {})}
      className={cx(styles['button'], styles[tone], styles[size], className)}
    >
      {children}
      {hotkey ? (
        <kbd aria-hidden="true" className={styles['kbd']}>
          {hotkey}
        </kbd>
      ) : null}
    </button>
  );
}

const icons: Readonly<Record<string, LucideIcon>> = {
  ambulance: Ambulance,
  baby: Baby,
  brain: Brain,
  building: Building2,
  car: Car,
  cross: Cross,
  flame: Flame,
  flask: FlaskConical,
  folder: Folder,
  heart: HeartPulse,
  helicopter: Helicopter,
  hospital: Hospital,
  house: House,
  languages: Languages,
  phone: Phone,
  pill: Pill,
  radio: Radio,
  shield: Shield,
  ship: Ship,
  siren: Siren,
  star: Star,
  stethoscope: Stethoscope,
  users: Users,
  wrench: Wrench,
};

/** An icon by the site file's name for it; an unknown name shows none. */
export function SiteIcon({ name, size = 16 }: { readonly name: string; readonly size?: number }): ReactNode {
  const Icon = icons[name];
  return Icon ? <Icon aria-hidden="true" size={size} /> : null;
}

/** Category as letter and icon; the stripe is its surroundings' work. Colour alone never tells. */
export function CategoryMark({ id }: { readonly id: string | undefined }): ReactNode {
  const { categories } = useConsole();
  const category = id === undefined ? undefined : categories.get(id);
  return (
    <span className={styles['mark']} data-colour={category?.colour ?? 'none'} title={category?.id}>
      <b>{category?.letter ?? '?'}</b>
      <SiteIcon name={category?.icon ?? 'phone'} size={14} />
    </span>
  );
}

/** A line that warns: sign and words together, and what can be done at once. */
export function Warning({
  tone,
  press,
  children,
}: {
  readonly tone: 'alarm' | 'warn';
  readonly press?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <p className={cx(styles['warning'], styles[tone])}>
      <TriangleAlert aria-hidden="true" size={18} />
      <span className={styles['words']}>{children}</span>
      {press}
    </p>
  );
}

/** A zone or panel with its heading. With a ref it can be given the keyboard. */
export function Panel({
  ref,
  title,
  aside,
  className,
  children,
  ...rest
}: {
  readonly ref?: Ref<HTMLElement>;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
  /** The guide speaks of it. */
  readonly 'data-ring'?: true;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section
      {...rest}
      ref={ref}
      {...(ref === undefined ? {} : { tabIndex: -1 })}
      aria-label={title}
      className={cx(styles['panel'], className)}
    >
      <h2 className={styles['heading']}>
        {title}
        {aside === undefined ? null : <span className={styles['aside']}>{aside}</span>}
      </h2>
      {children}
    </section>
  );
}
