import type { DesignerStore, Desk } from './desk.js';
import type { Folder } from './files.js';
import type { Intake } from './intake.js';
import type { Opening } from './state.js';

/** Sentences that differ from door to door: where other flows could come from. */
export interface DoorWords {
  readonly moreFlows: string;
  /** Where the examples cannot be opened. */
  readonly examples: string;
}

interface OpenerParts {
  readonly words: DoorWords;
  readonly intake?: Intake;
}

/** What people bring in and take away; where the files are given there is not much of it. */
export class Opener {
  readonly #store: DesignerStore;
  readonly #desk: Desk;
  readonly #parts: OpenerParts;

  constructor(store: DesignerStore, desk: Desk, parts: OpenerParts) {
    this.#store = store;
    this.#desk = desk;
    this.#parts = parts;
  }

  /** Offers what can be opened now. */
  show(): void {
    const { intake } = this.#parts;
    if (intake) this.#store.dispatch({ openings: intake.openings() });
  }

  /** Inside of a click. */
  open({ act }: Opening): void {
    this.#store.dispatch({ dialog: undefined });
    void this.#take(act());
  }

  paste(text: string): void {
    this.#store.dispatch({ dialog: undefined });
    const { intake } = this.#parts;
    if (intake) void this.#take(intake.paste(text).then(async (uri) => void (await this.#desk.open(uri))));
  }

  /** While the event is handled. */
  drop(transfer: DataTransfer): void {
    const { intake } = this.#parts;
    if (intake) void this.#take(intake.drop(transfer));
    else for (const file of transfer.files) void file.text().then((text) => this.#desk.adopt(file.name, text));
  }

  /** Unless something of the folder is unsaved. */
  close({ uri, name }: Folder): void {
    const { tabs } = this.#store.get();
    const unsaved = tabs.filter((tab) => tab.isUnsaved && tab.uri.startsWith(`${uri}/`)).map(({ path }) => path);
    if (unsaved.length > 0) {
      const text = `Save or close these files first: ${unsaved.join(', ')}.`;
      this.#desk.tell(`“${name}” has unsaved changes`, text);
    } else if (this.#parts.intake) void this.#take(this.#parts.intake.close(name));
  }

  /** A flow is wanted that is not among the files, or any flow. */
  missing(flow: string | undefined): void {
    const title = flow === undefined ? 'More flows' : `Flow “${flow}” is not here`;
    const text = this.#parts.words.moreFlows;
    if (this.#parts.intake) this.#store.dispatch({ dialog: { kind: 'open', title, text } });
    else this.#desk.tell(title, text);
  }

  examples(): void {
    const opening = this.#parts.intake?.openings().find(({ id }) => id === 'examples');
    if (opening) this.open(opening);
    else this.#desk.tell('The example flows', this.#parts.words.examples);
  }

  async #take(coming: Promise<void>): Promise<void> {
    try {
      await coming;
    } catch (error) {
      this.#desk.fail('That could not be opened', error);
    }
    this.show();
  }
}
