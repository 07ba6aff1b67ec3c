import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { count, t } from '../messages/messages.js';

const EVERY_MILLISECONDS = 3_000;

/**
 * How far a gallery has moved to another model.
 *
 * @fires ended once it moves no more: it answers by the new model, or the move was aborted
 */
class MoveView extends Element {
  static properties = { gallery: {}, move: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => document.hidden || this.look(), EVERY_MILLISECONDS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  willUpdate(changed) {
    if (changed.has('gallery')) this.look();
  }

  look() {
    return this.attempt(async () => {
      const move = await found(api.move(this.gallery));
      if (move?.state === 'moving') this.move = move;
      else this.dispatchEvent(new Event('ended'));
    });
  }

  render() {
    if (!this.move) return nothing;
    const { to, ready, needs_re_enrolment: left } = this.move;
    return html`<p role="status">${t('gallery.moves', { model: to, ready: count(ready), left: count(left) })}
      <progress max=${ready + left} value=${ready} aria-label=${to}></progress></p>`;
  }
}

/** A move that is over and cleared away isn't there any more. */
const found = move => move.catch(problem => {
  if (problem.code !== 'move_not_found') throw problem;
  return null;
});

customElements.define('facegate-move', MoveView);
