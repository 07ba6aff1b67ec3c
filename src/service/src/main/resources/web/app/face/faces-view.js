import { Element, html, nothing } from '../element.js';
import { number, t } from '../messages/messages.js';
import { svg } from 'lit';

/** A picture with the boxes and landmarks of its faces, and a table of what was found out about them. */
class FacesView extends Element {
  static properties = { picture: {}, width: {}, height: {}, faces: {} };

  willUpdate(changed) {
    if (changed.has('picture')) {
      if (this.address) URL.revokeObjectURL(this.address);
      this.address = URL.createObjectURL(this.picture);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = null;
  }

  render() {
    const faces = this.faces ?? [];
    return html`
      <figure class="faces">
        <img src=${this.address} alt="">
        ${this.width ? svg`<svg viewBox="0 0 ${this.width} ${this.height}" role="img"
            aria-label=${faces.length === 1 ? t('try.face') : t('try.faces', { count: faces.length })}>
          ${faces.map((face, index) => this.outline(face, index))}</svg>` : nothing}
      </figure>
      ${faces.length ? this.table(faces) : nothing}`;
  }

  outline({ box, landmarks }, index) {
    const unit = Math.max(this.width, this.height) / 200;
    return svg`
      <rect x=${box.left} y=${box.top} width=${box.right - box.left} height=${box.bottom - box.top}></rect>
      <text x=${box.left} y=${box.top - unit} font-size=${unit * 8}>${index + 1}</text>
      ${Object.values(landmarks).map(({ x, y }) => svg`<circle cx=${x} cy=${y} r=${unit}></circle>`)}`;
  }

  table(faces) {
    return html`<div class="scroll" tabindex="0"><table>
      <thead><tr><th scope="col">${t('face.number', { number: '' })}</th><th scope="col">${t('face.quality')}</th>
        <th scope="col">${t('face.score')}</th><th scope="col">${t('face.size')}</th><th scope="col">${t('face.look')}</th></tr></thead>
      <tbody>${faces.map(({ box, score, quality, look }, index) => html`<tr>
        <th scope="row">${index + 1}</th>
        <td>${quality === null || quality === undefined ? '–'
          : html`<meter min="0" max="1" value=${quality} aria-label=${t('face.quality')}></meter> ${number(quality)}`}</td>
        <td>${number(score)}</td>
        <td>${Math.round(box.right - box.left)}\u00a0×\u00a0${Math.round(box.bottom - box.top)}</td>
        <td>${t(`look.${look}`)}</td></tr>`)}</tbody>
    </table></div>`;
  }
}

customElements.define('facegate-faces', FacesView);
