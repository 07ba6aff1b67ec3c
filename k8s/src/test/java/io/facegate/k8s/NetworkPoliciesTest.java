package io.facegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who can speak to whom. */
@NeedsKubectl
class NetworkPoliciesTest {
    private static final int HTTP = 8080;
    private static final int POSTGRESQL = 5432;
    private static final Network.Pod STRANGER = Network.Pod.ours(Map.of("app", "stranger"));
    private static final Network.Pod ELSEWHERE =
            Network.Pod.of("elsewhere", Map.of("app.kubernetes.io/name", "facegate"));
    private static final Network.Pod DNS = Network.Pod.of("kube-system", Map.of("k8s-app", "kube-dns"));
    private static final Network.Pod OPERATOR =
            Network.Pod.of("cnpg-system", Map.of("app.kubernetes.io/name", "cloudnative-pg"));
    private static final Network.Pod CONTROLLER = new Network.Pod(
            Map.of("kubernetes.io/metadata.name", "ingress-nginx", "facegate.io/ingress", "true"), Map.of());
    private static final Network.Pod PROMETHEUS = new Network.Pod(
            Map.of("kubernetes.io/metadata.name", "monitoring", "facegate.io/monitoring", "true"), Map.of());

    @ParameterizedTest
    @EnumSource
    void serviceAndMigrationReachTheDatabaseAndNames(Overlay overlay) {
        Network network = new Network(overlay);

        assertThat(List.of(service(overlay), migration(overlay))).allSatisfy(pod -> {
            assertThat(network.allows(pod, database(overlay), "TCP", POSTGRESQL))
                    .isTrue();
            assertThat(network.allows(pod, DNS, "UDP", 53)).isTrue();
            assertThat(network.allows(pod, DNS, "TCP", 53)).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theServiceReachesNothingElse(Overlay overlay) {
        Network network = new Network(overlay);

        assertThat(List.of(service(overlay), migration(overlay))).allSatisfy(pod -> {
            assertThat(network.allows(pod, database(overlay), "TCP", 22)).isFalse();
            assertThat(network.allows(pod, STRANGER, "TCP", POSTGRESQL)).isFalse();
            assertThat(network.allows(pod, ELSEWHERE, "TCP", POSTGRESQL)).isFalse();
            assertThat(network.allows(pod, ELSEWHERE, "TCP", 443)).isFalse();
            assertThat(network.allows(pod, ELSEWHERE, "UDP", 53)).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheControllerAndPrometheusReachTheService(Overlay overlay) {
        Network network = new Network(overlay);
        boolean production = overlay != Overlay.DEV;

        assertThat(network.allows(CONTROLLER, service(overlay), "TCP", HTTP)).isEqualTo(production);
        assertThat(network.allows(PROMETHEUS, service(overlay), "TCP", HTTP)).isEqualTo(production);
        assertThat(List.of(STRANGER, ELSEWHERE, database(overlay), migration(overlay)))
                .noneMatch(pod -> network.allows(pod, service(overlay), "TCP", HTTP));
        assertThat(List.of(CONTROLLER, PROMETHEUS)).allSatisfy(pod -> {
            assertThat(network.allows(pod, service(overlay), "TCP", 22)).isFalse();
            assertThat(network.allows(pod, migration(overlay), "TCP", HTTP)).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void nobodyElseReachesTheDatabase(Overlay overlay) {
        Network network = new Network(overlay);

        assertThat(List.of(STRANGER, ELSEWHERE, CONTROLLER, PROMETHEUS))
                .noneMatch(pod -> network.allows(pod, database(overlay), "TCP", POSTGRESQL));
    }

    @ParameterizedTest
    @EnumSource
    void aPodThatNobodyKnowsIsCutOff(Overlay overlay) {
        Network network = new Network(overlay);

        assertThat(network.allows(STRANGER, ELSEWHERE, "TCP", 443)).isFalse();
        assertThat(network.allows(ELSEWHERE, STRANGER, "TCP", HTTP)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = "DEV", mode = EnumSource.Mode.EXCLUDE)
    void instancesOfTheDatabaseReachEachOtherAndTheKubernetesApi(Overlay overlay) {
        Network network = new Network(overlay);
        Network.Pod instance = database(overlay);

        assertThat(network.allows(instance, instance, "TCP", POSTGRESQL)).isTrue();
        assertThat(network.allows(instance, instance, "TCP", 8000)).isTrue();
        assertThat(network.allows(OPERATOR, instance, "TCP", 8000)).isTrue();
        assertThat(network.allows(OPERATOR, instance, "TCP", POSTGRESQL)).isTrue();
        assertThat(network.allows(instance, ELSEWHERE, "TCP", 6443)).isTrue();
        assertThat(network.allows(instance, ELSEWHERE, "TCP", 80)).isFalse();
    }

    @Test
    void whereNoPolicySelectsAPodEverythingPasses() {
        assertThat(new Network(Overlay.DEV).allows(ELSEWHERE, DNS, "TCP", 1)).isTrue();
    }

    private static Network.Pod service(Overlay overlay) {
        return Network.Pod.ours(overlay.only(Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels());
    }

    private static Network.Pod migration(Overlay overlay) {
        return Network.Pod.ours(
                overlay.only(Job.class).getSpec().getTemplate().getMetadata().getLabels());
    }

    private static Network.Pod database(Overlay overlay) {
        if (overlay == Overlay.DEV) {
            return Network.Pod.ours(overlay.only(StatefulSet.class)
                    .getSpec()
                    .getTemplate()
                    .getMetadata()
                    .getLabels());
        }
        PostgresCluster cluster = overlay.only(PostgresCluster.class);
        Map<String, String> labels =
                new HashMap<>(cluster.getSpec().inheritedMetadata().labels());
        // CloudNativePG labels its pods so
        labels.put("cnpg.io/cluster", cluster.getMetadata().getName());
        return Network.Pod.ours(labels);
    }
}
