/**
 * {@code /v1/webhooks}: tells other services of what happens, as <a href="https://www.standardwebhooks.com">Standard
 * Webhooks</a> has it.
 *
 * <p>What is to be sent is written in the unit of work of the event ({@code WebhookOutbox}); any service sends it afterwards
 * ({@code WebhookDeliveries}), again and again until it is taken. So a receiver hears of everything that was kept, of some of
 * it twice, and of nothing that was undone; and no request ever waits for one.
 */
@NullMarked
package io.facegate.service.webhook;

import org.jspecify.annotations.NullMarked;
