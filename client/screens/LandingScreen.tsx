import {
  nameSchema,
  ProtocolError,
  SRD_ATTRIBUTION,
  titleSchema,
  type CreateTableRequest,
  type ErrorCode,
} from '@skald/protocol';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Page } from '../components/Page.tsx';
import { SeatLights } from '../components/SeatLights.tsx';
import { TableExtras, type TableExtrasValue } from '../components/TableExtras.tsx';
import { YourTables } from '../components/YourTables.tsx';
import { hostPath } from '../core/route.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';

/** The way in: a name, a button, and a table is laid. */
export function LandingScreen(): ReactNode {
  const { words, language } = useWords();
  const { shelf } = useServices();
  const [name, setName] = useState(shelf.read().name);
  const [extras, setExtras] = useState<TableExtrasValue>({ title: '', language: null, style: 'classic' });
  const { open, isOpening, problem } = useOpenTable();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void open(name, {
      title: titleSchema.catch(words.landing.defaultTitle).parse(extras.title),
      language: extras.language ?? language,
      style: extras.style,
    });
  };
  return (
    <Page picture={<SeatLights taken={0} max={5} />}>
      <h1 className="hero-title">{words.landing.tagline}</h1>
      <p className="hero-lead">{words.landing.lead}</p>
      <form className="form" onSubmit={submit} noValidate>
        <label className="field">
          <span>{words.landing.nameLabel}</span>
          <input
            data-testid="landing-name"
            value={name}
            maxLength={40}
            autoComplete="nickname"
            placeholder={words.landing.namePlaceholder}
            aria-invalid={problem === 'name_invalid'}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <Problem code={problem} />
        <button className="primary" type="submit" data-testid="open-table" disabled={isOpening}>
          {isOpening ? words.landing.opening : words.landing.openTable}
        </button>
        <TableExtras value={extras} onChange={setExtras} />
      </form>
      <YourTables />
      <ul className="facts">
        {words.landing.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <footer className="page-foot" data-testid="attribution">
        {SRD_ATTRIBUTION[language]}
      </footer>
    </Page>
  );
}

function useOpenTable() {
  const { rest, shelf, goTo } = useServices();
  const [isOpening, setIsOpening] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const open = async (typedName: string, request: CreateTableRequest): Promise<void> => {
    const name = nameSchema.safeParse(typedName);
    if (!name.success) return setProblem('name_invalid');
    setProblem(null);
    setIsOpening(true);
    try {
      const { tableId, hostToken, inviteToken } = await rest.createTable(request);
      shelf.update({ name: name.data });
      shelf.rememberTable(tableId, { title: request.title, hostToken, inviteToken });
      goTo(hostPath(hostToken));
    } catch (error) {
      setProblem(error instanceof ProtocolError ? error.code : 'internal');
      setIsOpening(false);
    }
  };
  return { open, isOpening, problem };
}

function Problem({ code }: { code: ErrorCode | null }): ReactNode {
  const { explain } = useWords();
  return (
    <p className="problem" role="alert" hidden={code === null}>
      {code ? explain(code) : ''}
    </p>
  );
}
