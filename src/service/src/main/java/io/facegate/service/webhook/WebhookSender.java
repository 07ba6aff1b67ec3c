package io.facegate.service.webhook;

import io.facegate.service.config.WebhooksConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends to an address, if that leads where it may: its name is looked up once, and what was looked at is what is connected
 * to, so that a name that changes in between (DNS rebinding) gains nothing. Redirections are not followed, and of the answer
 * only the status is read.
 */
@Singleton
final class WebhookSender {
    private final Vertx vertx;
    private final AllowedNetworks networks;
    private final Duration patience;
    private final HttpClient http;

    WebhookSender(Vertx vertx, AllowedNetworks networks, WebhooksConfig config) {
        this.vertx = vertx;
        this.networks = networks;
        this.patience = config.patience();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(config.concurrent())
                .setConnectTimeout(Math.toIntExact(patience.toMillis())));
    }

    /** @return fails with {@link DeliveryFailure} */
    Uni<Void> send(Delivery delivery) {
        AtomicReference<@Nullable HttpClientRequest> sent = new AtomicReference<>();
        return permitted(delivery.address())
                .chain(address -> uni(http.request(request(delivery, address)).compose(request -> {
                    sent.set(request);
                    return request.send(delivery.body());
                })))
                .map(HttpClientResponse::statusCode)
                .ifNoItem()
                .after(patience)
                .failWith(() -> DeliveryFailure.of("it took longer than %d s".formatted(patience.toSeconds())))
                .onTermination()
                .invoke(() -> close(sent.get()))
                .onFailure(failure -> !(failure instanceof DeliveryFailure))
                .transform(WebhookSender::failure)
                .invoke(status -> {
                    if (status < 200 || status >= 300) {
                        throw DeliveryFailure.status(status);
                    }
                })
                .replaceWithVoid();
    }

    /** Whatever else it would answer is nobody's. */
    private static void close(@Nullable HttpClientRequest request) {
        if (request != null) {
            request.connection().close();
        }
    }

    private static RequestOptions request(Delivery delivery, InetAddress address) {
        WebhookAddress receiver = delivery.address();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(receiver.port(), address.getHostAddress()))
                .setHost(receiver.host())
                .setPort(receiver.port())
                .setSsl(receiver.encrypted())
                .setURI(receiver.target());
        delivery.headers().forEach(options::putHeader);
        return options;
    }

    /**
     * Where it leads to.
     *
     * @return fails with {@link DeliveryFailure} if nothing may be sent there, or there is no such name
     */
    Uni<InetAddress> permitted(WebhookAddress address) {
        return uni(vertx.executeBlocking(() -> InetAddress.getAllByName(address.host()), false))
                .onFailure()
                .transform(WebhookSender::failure)
                .map(found -> {
                    if (!Stream.of(found).allMatch(one -> networks.include(one, address.encrypted()))) {
                        throw DeliveryFailure.of(REFUSED);
                    }
                    return found[0];
                });
    }

    /** Said of an address that nothing may be sent to. */
    static final String REFUSED = "its address is of a network that nothing may be sent to";

    private static <T> Uni<T> uni(Future<T> future) {
        return Uni.createFrom().completionStage(future.toCompletionStage());
    }

    /** Their messages may have addresses in them. */
    private static DeliveryFailure failure(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return DeliveryFailure.of("its name can't be found");
        }
        return DeliveryFailure.of(
                failure instanceof SSLException ? "its certificate is not trusted" : "it can't be reached");
    }
}
