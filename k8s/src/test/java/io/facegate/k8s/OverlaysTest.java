package io.facegate.k8s;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each overlay is made of. */
@NeedsKubectl
class OverlaysTest {
    @ParameterizedTest
    @EnumSource
    void everythingIsInTheNamespaceFacegateAndOnlyOnce(Overlay overlay) {
        assertThat(overlay.only(Namespace.class).getMetadata().getName()).isEqualTo("facegate");
        assertThat(overlay.objects())
                .filteredOn(object -> !(object instanceof Namespace))
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getNamespace()).isEqualTo("facegate"));
        assertThat(overlay.objects())
                .extracting(
                        object -> object.getKind() + " " + object.getMetadata().getName())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void theNamespaceRefusesPodsThatAreNotRestricted(Overlay overlay) {
        assertThat(overlay.only(Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @ParameterizedTest
    @EnumSource
    void everyImageHasAVersion(Overlay overlay) {
        assertThat(overlay.workloads())
                .flatExtracting(Overlay.Workload::containers)
                .extracting(Container::getImage)
                .allMatch(image -> image.matches(".+:\\d+\\.\\d+[\\w.-]*"), "has a tag that begins with a version");
        assertThat(overlay.all(PostgresCluster.class))
                .allSatisfy(
                        cluster -> assertThat(cluster.getSpec().imageName()).matches(".+:\\d+\\.\\d+-standard-\\w+"));
    }

    @Test
    void productionIsScaledWatchedAndReachedByTls() {
        assertThat(kinds(Overlay.CPU))
                .containsAll(Set.of(
                        Deployment.class,
                        Job.class,
                        HorizontalPodAutoscaler.class,
                        PodDisruptionBudget.class,
                        PostgresCluster.class,
                        ServiceMonitor.class,
                        PrometheusRule.class,
                        Ingress.class));
        assertThat(kinds(Overlay.GPU)).isEqualTo(kinds(Overlay.CPU));
        assertThat(kinds(Overlay.GATEWAY)).contains(Gateway.class).doesNotContain(Ingress.class);
    }

    @Test
    void developmentNeedsNoOperator() {
        assertThat(kinds(Overlay.DEV)).contains(StatefulSet.class);
        assertThat(Overlay.DEV.objects())
                .extracting(HasMetadata::getApiVersion)
                .isSubsetOf("v1", "apps/v1", "batch/v1", "networking.k8s.io/v1");
        assertThat(Overlay.DEV.only(Deployment.class).getSpec().getReplicas()).isEqualTo(1);
    }

    @Test
    void aReplicaOnGpusHasOneOnANodeThatIsKeptForThem() {
        var pod = Overlay.GPU.only(Deployment.class).getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().get(0);

        assertThat(container.getImage()).endsWith("-gpu");
        assertThat(container.getEnv())
                .as("no processor in its place")
                .extracting(EnvVar::getName, EnvVar::getValue)
                .contains(tuple("FACEGATE_INFERENCE_DEVICE", "gpu"));
        assertThat(container.getResources().getLimits()).containsEntry("nvidia.com/gpu", new Quantity("1"));
        assertThat(pod.getNodeSelector()).isEqualTo(Map.of("nvidia.com/gpu.present", "true"));
        assertThat(pod.getTolerations())
                .extracting(Toleration::getKey, Toleration::getOperator, Toleration::getEffect)
                .containsExactly(tuple("nvidia.com/gpu", "Exists", "NoSchedule"));
        assertThat(Overlay.GPU.only(Job.class).getSpec().getTemplate().getSpec().getNodeSelector())
                .as("a migration needs no GPU")
                .isEmpty();
    }

    @Test
    void onlyTheGpuOverlayAsksForGpus() {
        assertThat(Stream.of(Overlay.CPU, Overlay.DEV, Overlay.GATEWAY)
                        .flatMap(overlay -> overlay.workloads().stream())
                        .flatMap(workload -> workload.containers().stream()))
                .allSatisfy(container ->
                        assertThat(container.getResources().getLimits()).doesNotContainKey("nvidia.com/gpu"));
    }

    /** No component and no overlay is left out of these tests. */
    @Test
    void everyFolderIsRendered() throws IOException {
        assertThat(folders("overlays")).isEqualTo(Set.of("cpu", "gpu", "dev"));
        assertThat(folders("components")).isEqualTo(Set.of("cloudnative-pg", "monitoring", "ingress", "gateway"));
    }

    private static Set<Class<?>> kinds(Overlay overlay) {
        return overlay.objects().stream().map(HasMetadata::getClass).collect(toSet());
    }

    private static Set<String> folders(String parent) throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(parent))) {
            return folders.map(folder -> folder.getFileName().toString()).collect(toSet());
        }
    }
}
