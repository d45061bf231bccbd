import { THEMES, useTheme } from '../lib/theme';
import css from './ThemeSwitch.module.css';

const NAMES = { system: 'Auto', light: 'Light', dark: 'Dark' } as const;

export function ThemeSwitch() {
  const [theme, choose] = useTheme();
  return (
    <fieldset className={css.switch}>
      <legend className="visually-hidden">Colours of the page</legend>
      {THEMES.map((name) => (
        <label key={name}>
          <input type="radio" name="theme" checked={theme === name} onChange={() => choose(name)} />
          <span>{NAMES[name]}</span>
        </label>
      ))}
    </fieldset>
  );
}
