import type { ReactNode } from 'react';

interface ToggleProps {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  readonly testId?: string;
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is on or off. */
export function Toggle({ label, hint, isOn, testId, onChange }: ToggleProps): ReactNode {
  return (
    <label className="toggle">
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        {...(testId ? { 'data-testid': testId } : {})}
      />
      <span className="toggle-track" aria-hidden="true" />
      <span>
        <strong>{label}</strong>
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
