package io.facegate.service.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns<String> turns = new Turns<>(3);
    private final List<UniEmitter<? super String>> working = new ArrayList<>();

    @Test
    void oneWorksAtATimeAndTheOthersInTheirOrder() {
        UniAssertSubscriber<String> first = begin("a");
        UniAssertSubscriber<String> second = begin("a");
        UniAssertSubscriber<String> other = begin("b");
        assertThat(working).as("the first of each key").hasSize(2);

        working.get(1).complete("other");
        other.assertItem("other");
        assertThat(working).hasSize(2);
        working.get(0).fail(new IllegalStateException());
        first.assertFailed();

        assertThat(working).hasSize(3);
        working.get(2).complete("second");
        second.assertItem("second");
    }

    @Test
    void whoGivesUpWhileWaitingLetsNobodyInEarly() {
        begin("a");
        UniAssertSubscriber<String> second = begin("a");
        UniAssertSubscriber<String> third = begin("a");

        second.cancel();
        assertThat(working).hasSize(1);
        working.get(0).complete("first");

        assertThat(working).hasSize(2);
        working.get(1).complete("third");
        third.assertItem("third");
    }

    @Test
    void thereIsAnEndToWaiting() {
        begin("a");
        begin("a");
        begin("b");

        begin("c").assertFailedWith(TurnsTakenException.class);

        working.get(0).complete("first");
        begin("c");
        assertThat(working).hasSize(4);
    }

    private UniAssertSubscriber<String> begin(String key) {
        return turns.inTurn(key, () -> Uni.createFrom().<String>emitter(working::add))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
