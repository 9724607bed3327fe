import { useId, type ReactNode } from 'react';

interface ChipsProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value | null;
  readonly testId: string;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, each large enough for a thumb; arrows move between them. */
export function Chips<Value extends string>({ legend, options, chosen, testId, onChoose }: ChipsProps<Value>): ReactNode {
  const name = useId();
  return (
    <fieldset className="chips" data-testid={testId}>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value} className={value === chosen ? 'chip chosen' : 'chip'}>
          <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
