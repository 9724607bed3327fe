import '@fontsource-variable/alegreya/wght.css';
import '@fontsource-variable/alegreya/wght-italic.css';
import '@fontsource/alegreya-sans/400.css';
import '@fontsource/alegreya-sans/400-italic.css';
import '@fontsource/alegreya-sans/500.css';
import '@fontsource/alegreya-sans/700.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/scene.css';
import './styles/page.css';
import './styles/form.css';
import './styles/room.css';
import './styles/seat.css';
import './styles/stream.css';
import './styles/commands.css';
import './styles/dock.css';
import './styles/sheet.css';
import './styles/campaign.css';
import './styles/combat.css';
import './styles/character.css';
import './styles/fairness.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { CrashScreen } from './screens/CrashScreen.tsx';
import { browserEnvironment } from './core/environment.ts';
import { openPreferences } from './core/preferences.ts';

const place = document.getElementById('skald');
if (!place) throw new Error('the page has no place for Skald');
const shelf = openPreferences(window.localStorage);
const root = createRoot(place, {
  // React has taken everything down by now: a plain page with one way on.
  onUncaughtError: () => queueMicrotask(() => createRoot(place).render(<CrashScreen />)),
});
root.render(<App environment={browserEnvironment(window)} shelf={shelf} />);
