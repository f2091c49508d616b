import { type FormEvent, useCallback, useEffect, useId, useState } from 'react';
import type { BrowserApi } from '../api.js';
import { githubToken, isToken, TOKEN } from '../doors/github/token.js';

/** A token for private repositories: kept for the session, and never shown again. */
export function GithubOptions({ api }: { readonly api: BrowserApi }) {
  const { session } = api.storage;
  const [hasToken, setHasToken] = useState(false);
  const [said, say] = useState('');
  const heading = useId();
  const look = useCallback(async () => setHasToken((await githubToken(session)) !== undefined), [session]);
  useEffect(() => {
    void look();
    return session.onChange((keys) => {
      if (keys.includes(TOKEN)) void look();
    });
  }, [look, session]);
  const forget = async () => {
    await session.remove(TOKEN);
    say('The token is forgotten.');
  };
  return (
    <section id="github" aria-labelledby={heading}>
      <h2 id={heading}>GitHub</h2>
      <p>
        Public repositories need nothing. For private ones, and when the 60 questions an hour that GitHub answers
        without a token are used up, give a fine-grained token that may only read: permission <b>Contents: Read-only</b>{' '}
        and <b>Pull requests: Read-only</b>, for the repositories that you review, with an early end.
      </p>
      <TokenForm hasToken={hasToken} keep={(token) => session.set(TOKEN, token)} say={say} />
      <p role="status">{said !== '' ? said : hasToken ? 'A token is kept.' : 'No token is kept.'}</p>
      {hasToken && (
        <p>
          <button type="button" className="kt-btn" onClick={() => void forget()}>
            Forget the token
          </button>
        </p>
      )}
      <p>
        The token is kept in memory only, until you forget it or the browser is closed; it is sent to the API of GitHub
        and to nobody else.
      </p>
    </section>
  );
}

interface FormProperties {
  readonly hasToken: boolean;
  readonly keep: (token: string) => Promise<void>;
  readonly say: (text: string) => void;
}

function TokenForm({ hasToken, keep, say }: FormProperties) {
  const [text, setText] = useState('');
  const field = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const token = text.trim();
    if (!isToken(token)) return say('That is no token of GitHub: those are letters, digits and underscores.');
    await keep(token);
    setText('');
    say('The token is kept until the browser is closed.');
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p>
        <label htmlFor={field}>Token</label>
        <input
          id={field}
          type="password"
          value={text}
          autoComplete="off"
          spellCheck={false}
          placeholder={hasToken ? 'Another one' : ''}
          onChange={({ target }) => setText(target.value)}
        />
      </p>
      <p>
        <button type="submit" className="kt-btn kt-pri" disabled={text.trim() === ''}>
          Keep for this session
        </button>
      </p>
    </form>
  );
}
