import { useId, type ReactNode } from 'react';

interface Option<Key extends string> {
  readonly key: Key;
  readonly name: string;
  readonly text: string;
  /** A word of its own, such as that it is usual. */
  readonly mark?: string;
}

interface OptionListProps<Key extends string> {
  readonly legend: string;
  readonly options: readonly Option<Key>[];
  readonly chosen: readonly Key[];
  /** One of them, or several. */
  readonly isSingle: boolean;
  readonly testId: string;
  readonly onChoose: (key: Key) => void;
}

/** Things to choose from, each with a line that says what it is; large enough for a thumb, arrows move between single ones. */
export function OptionList<Key extends string>({
  legend,
  options,
  chosen,
  isSingle,
  testId,
  onChoose,
}: OptionListProps<Key>): ReactNode {
  const name = useId();
  return (
    <fieldset className="options" data-testid={testId}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.key} className={chosen.includes(option.key) ? 'option chosen' : 'option'}>
          <input
            type={isSingle ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(option.key)}
            data-testid={`${testId}-${option.key}`}
            onChange={() => onChoose(option.key)}
          />
          <span>
            <strong>{option.name}</strong>
            {option.mark && <em> {option.mark}</em>}
            {option.text !== '' && <small>{option.text}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
