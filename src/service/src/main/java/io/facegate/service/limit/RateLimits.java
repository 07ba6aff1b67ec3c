package io.facegate.service.limit;

import io.facegate.service.access.Caller;
import io.facegate.service.access.Callers;
import io.facegate.service.access.Who;
import io.facegate.service.config.LimitsConfig;
import io.facegate.service.limit.TokenBuckets.Taken;
import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.problem.RouteProblems;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses who asks too fast, before a body is read: an address before anybody knows who is there, and a key by what it asks
 * for. Whoever turns out to be known gets back what their address paid: behind one address there may be many. What is left is
 * told in each answer (draft-ietf-httpapi-ratelimit-headers-10).
 */
@Singleton
final class RateLimits {
    /** Between CORS, whose preflights nobody signs, and authentication. */
    private static final int BEFORE_AUTHENTICATION = 250;
    /** Also of who is refused afterwards, as they may not do what they ask for. */
    private static final int AFTER_AUTHENTICATION = 150;

    private static final String PAID = RateLimits.class.getName();
    private static final String IDENTIFY = "identify";

    private final TokenBuckets addresses;
    private final TokenBuckets keys;
    private final TokenBuckets identifications;
    private final RouteProblems problems;
    private final MeterRegistry registry;

    RateLimits(LimitsConfig config, RouteProblems problems, MeterRegistry registry) {
        this.addresses = buckets("address", config.addressRate(), config.addressBurst(), config);
        this.keys = buckets("key", config.keyRate(), config.keyBurst(), config);
        this.identifications = buckets(IDENTIFY, config.identifyRate(), config.identifyBurst(), config);
        this.problems = problems;
        this.registry = registry;
    }

    private static TokenBuckets buckets(String policy, int rate, int burst, LimitsConfig config) {
        return new TokenBuckets(policy, rate, burst, config.remembered(), TimeMeter.SYSTEM_MILLISECONDS);
    }

    void register(@Observes Filters filters) {
        filters.register(this::beforeAuthentication, BEFORE_AUTHENTICATION);
        filters.register(this::afterAuthentication, AFTER_AUTHENTICATION);
    }

    private void beforeAuthentication(RoutingContext context) {
        @Nullable String network = ClientNetwork.of(Callers.address(context));
        if (network == null || !addresses.limit()) {
            context.next();
            return;
        }
        context.put(PAID, network);
        goOn(context, List.of(addresses.take(network, 1)));
    }

    private void afterAuthentication(RoutingContext context) {
        Caller caller = Callers.of(context);
        if (caller.who() instanceof Who.Unknown) {
            context.next();
            return;
        }
        @Nullable String network = context.get(PAID);
        if (network != null) {
            addresses.giveBack(network, 1);
            context.response().headers().remove("RateLimit-Policy").remove("RateLimit");
        }
        if (caller.who() instanceof Who.Key || caller.who() instanceof Who.Subject) {
            goOn(context, taken(caller.who().toString(), context));
        } else {
            context.next();
        }
    }

    private List<Taken> taken(String who, RoutingContext context) {
        RequestWeight weight = RequestWeight.of(
                context.request().method().name(), context.request().path());
        List<Taken> taken = new ArrayList<>();
        if (keys.limit()) {
            taken.add(keys.take(who, weight.tokens()));
        }
        if (weight == RequestWeight.IDENTIFICATION && identifications.limit()) {
            taken.add(identifications.take(who, 1));
        }
        return taken;
    }

    private void goOn(RoutingContext context, List<Taken> taken) {
        if (!taken.isEmpty()) {
            context.response()
                    .putHeader("RateLimit-Policy", joined(taken, true))
                    .putHeader("RateLimit", joined(taken, false));
        }
        taken.stream()
                .filter(one -> !one.enough())
                .max((one, other) -> Long.compare(one.delay(), other.delay()))
                .ifPresentOrElse(empty -> refuse(context, empty), context::next);
    }

    private void refuse(RoutingContext context, Taken empty) {
        Counter.builder("face.limited.requests")
                .description("Requests that were refused as they came too fast")
                .tag("limit", empty.policy())
                .register(registry)
                .increment();
        problems.refuse(
                context,
                new ProblemDetail(
                                ProblemType.TOO_MANY_REQUESTS,
                                "Too many requests came of here: the next one may be in %d s.".formatted(empty.delay()))
                        .retryAfter(Duration.ofSeconds(empty.delay())));
    }

    private static String joined(List<Taken> taken, boolean policy) {
        return taken.stream().map(one -> policy ? one.policyItem() : one.item()).collect(Collectors.joining(", "));
    }
}
