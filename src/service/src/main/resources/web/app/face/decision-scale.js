import { Element, html, nothing } from '../element.js';
import { svg } from 'lit';
import { number, odds, strangers, t } from '../messages/messages.js';

const LEAST = -0.2;
const MOST = 1;
const WIDTH = 600;

const place = score => ((Math.min(MOST, Math.max(LEAST, score)) - LEAST) / (MOST - LEAST)) * WIDTH;

/** Where a score stands among the thresholds, and what those mean: how many strangers get as far. */
class DecisionScale extends Element {
  static properties = { decision: {}, rates: {} };

  render() {
    const { result, similarity, threshold, fmr } = this.decision;
    const score = this.decision.score ?? similarity;
    return html`<div class="decision ${result}">
      <p class="result" role="status">${t(`result.${result}`)}</p>
      <svg class="scale" viewBox="-10 0 ${WIDTH + 20} 84" role="img" aria-label=${t('scale.label', { score: number(score, 3), threshold: number(threshold, 3) })}>
        <rect class="denied" x="0" y="24" width=${place(threshold)} height="12"></rect>
        <rect class="granted" x=${place(threshold)} y="24" width=${WIDTH - place(threshold)} height="12"></rect>
        ${(this.rates ?? []).map((rate, index) => svg`<line x1=${place(rate.threshold)} x2=${place(rate.threshold)} y1="18" y2="42"></line>
          <text x=${place(rate.threshold)} y=${58 + 21 * (index % 2)} text-anchor="middle">${odds(rate.fmr)}</text>`)}
        <path class="mark" d="M ${place(score)} 24 l -7 -14 h 14 z"></path>
      </svg>
      <p>${t('scale.score', { score: number(score, 3) })}${score === similarity ? nothing
          : html` (${t('scale.similarity', { similarity: number(similarity, 3) })})`},
        ${t('scale.threshold', { threshold: number(threshold, 3) })}:
        ${fmr ? strangers(fmr) : t('scale.uncalibrated')}</p>
    </div>`;
  }
}

customElements.define('facegate-decision', DecisionScale);
