/** Something that is in the way, as a message of the page tells it. */
export class Told extends Error {
  /** @param text a message's name @param values what is filled in */
  constructor(text, values = {}) {
    super(text);
    this.text = text;
    this.values = values;
  }
}

/** Nobody answers: fetch says so by a TypeError, as it would of a mistake of this page. */
export class Unreachable extends Told {
  constructor() {
    super('problem.network');
  }
}

/** What a request answers; who doesn't answer is told of. */
export async function answerOf(asked, told = new Unreachable()) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TypeError) throw told;
    throw error;
  }
}
