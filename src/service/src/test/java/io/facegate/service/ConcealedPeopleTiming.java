package io.facegate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.access.ClosedService;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long it takes to fail as somebody who is enrolled and as nobody, in turns: {@code -Dit.test=ConcealedPeopleTiming}. It
 * prints, and holds nothing: on a busy machine times say little.
 */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class ConcealedPeopleTiming {
    private static final int WARM_UP = 30;
    private static final int TRIES = 200;

    @TestHTTPResource
    URI base;

    TestKeys keys;

    @Test
    void compare() {
        ConcealedPeople people =
                new ConcealedPeople(new ServiceClient(base), keys, "{\"wait_after\": 10000, \"disable_after\": 10000}");
        List<String> persons = List.of(
                ConcealedPeople.ENROLLED,
                ConcealedPeople.UNKNOWN,
                ConcealedPeople.INACTIVE,
                ConcealedPeople.WITHOUT_TEMPLATE);
        double[][] millis = new double[persons.size()][TRIES];
        for (int i = -WARM_UP; i < TRIES; i++) {
            for (int p = 0; p < persons.size(); p++) {
                int person = (p + i + WARM_UP) % persons.size(); // nobody always comes after the same one
                long begun = System.nanoTime();
                people.verify(people.door, persons.get(person), GalleryScenario.STRANGER)
                        .assertOk();
                if (i >= 0) {
                    millis[person][i] = (System.nanoTime() - begun) / 1e6;
                }
            }
        }
        for (int p = 0; p < persons.size(); p++) {
            Arrays.sort(millis[p]);
            System.out.printf(
                    "%-8s %d tries: 25%% %.2f ms, median %.2f ms, 75%% %.2f ms%n",
                    persons.get(p), TRIES, millis[p][TRIES / 4], millis[p][TRIES / 2], millis[p][3 * TRIES / 4]);
        }
        assertThat(millis[0][0]).isPositive();
    }
}
