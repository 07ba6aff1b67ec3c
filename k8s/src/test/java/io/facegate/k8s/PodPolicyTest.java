package io.facegate.k8s;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pod may do, and what it may take. */
@NeedsKubectl
class PodPolicyTest {
    @ParameterizedTest
    @EnumSource
    void noPodIsRootOrKnowsTheNode(Overlay overlay) {
        assertThat(overlay.workloads()).isNotEmpty().allSatisfy(workload -> {
            PodSpec pod = workload.template().getSpec();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getRunAsGroup()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getHostNetwork()).isNotEqualTo(true);
            assertThat(pod.getHostPID()).isNotEqualTo(true);
            assertThat(pod.getHostIPC()).isNotEqualTo(true);
            assertThat(pod.getVolumes()).extracting(Volume::getHostPath).containsOnlyNulls();
        });
    }

    @ParameterizedTest
    @EnumSource
    void noContainerCanGainRightsOrWriteIntoItsImage(Overlay overlay) {
        assertThat(overlay.workloads())
                .flatExtracting(Overlay.Workload::containers)
                .allSatisfy(container -> {
                    var context = container.getSecurityContext();
                    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
                    assertThat(context.getPrivileged()).isNotEqualTo(true);
                    assertThat(context.getReadOnlyRootFilesystem()).isTrue();
                    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                    assertThat(context.getCapabilities().getAdd()).isEmpty();
                    // nothing that would undo what the pod says
                    assertThat(context.getRunAsNonRoot()).isNotEqualTo(false);
                    assertThat(context.getRunAsUser()).isNull();
                    assertThat(context.getSeccompProfile()).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    void noPodHasATokenOfTheKubernetesApi(Overlay overlay) {
        assertThat(overlay.workloads())
                .extracting(workload -> workload.template().getSpec())
                .allSatisfy(pod -> {
                    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                    assertThat(pod.getServiceAccountName()).isEqualTo("facegate");
                });
        assertThat(overlay.all(ServiceAccount.class))
                .allSatisfy(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerSaysWhatItNeedsAndWhatItMayTake(Overlay overlay) {
        List<String> resources = List.of("cpu", "memory", "ephemeral-storage");
        assertThat(overlay.workloads())
                .flatExtracting(Overlay.Workload::containers)
                .allSatisfy(container -> {
                    Map<String, Quantity> requests = container.getResources().getRequests();
                    Map<String, Quantity> limits = container.getResources().getLimits();
                    assertThat(requests).containsKeys(resources.toArray(String[]::new));
                    assertThat(limits).containsKeys(resources.toArray(String[]::new));
                    assertThat(requests).allSatisfy((resource, request) -> assertThat(request.getNumericalAmount())
                            .isLessThanOrEqualTo(
                                    requireNonNull(limits.get(resource)).getNumericalAmount()));
                });
    }

    /** What is written to {@code emptyDir}s counts as the pod's ephemeral storage: beyond its limit it is evicted. */
    @ParameterizedTest
    @EnumSource
    void scratchSpaceIsLimitedAndFitsIntoThePodsLimit(Overlay overlay) {
        assertThat(overlay.workloads()).allSatisfy(workload -> {
            PodSpec pod = workload.template().getSpec();
            List<Volume> scratch = pod.getVolumes().stream()
                    .filter(volume -> volume.getEmptyDir() != null)
                    .toList();
            assertThat(scratch).allMatch(volume -> volume.getEmptyDir().getSizeLimit() != null);
            assertThat(scratch.stream()
                            .mapToLong(volume -> bytes(volume.getEmptyDir().getSizeLimit()))
                            .sum())
                    .isPositive()
                    .isLessThanOrEqualTo(bytes(requireNonNull(
                            workload.container().getResources().getLimits().get("ephemeral-storage"))));
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyServerIsProbed(Overlay overlay) {
        assertThat(overlay.workloads())
                .filteredOn(workload -> !(workload.object() instanceof Job))
                .extracting(Overlay.Workload::container)
                .allSatisfy(container -> {
                    assertThat(container.getStartupProbe()).isNotNull();
                    assertThat(container.getLivenessProbe()).isNotNull();
                    assertThat(container.getReadinessProbe()).isNotNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    void theServiceIsAskedForItsHealthAtItsOwnPort(Overlay overlay) {
        Container service = service(overlay).getContainers().get(0);

        assertThat(service.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getContainerPort()).isEqualTo(8080);
        });
        assertThat(List.of(service.getStartupProbe(), service.getLivenessProbe(), service.getReadinessProbe()))
                .allMatch(probe -> "http".equals(probe.getHttpGet().getPort().getStrVal()))
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
        assertThat(seconds(service.getStartupProbe()))
                .as("time to verify, load and warm the models")
                .isGreaterThanOrEqualTo(300);
        assertThat(seconds(service.getReadinessProbe()))
                .as("not ready before it would be restarted")
                .isLessThan(seconds(service.getLivenessProbe()));
    }

    @ParameterizedTest
    @EnumSource
    void aStoppingServiceHasTimeToFinish(Overlay overlay) {
        // docs/operations.md: 5 s until readiness is known to be down, 30 s for requests, and some for the models
        assertThat(service(overlay).getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(5 + 30 + 10);
    }

    @ParameterizedTest
    @EnumSource
    void theModelsComeFromAnImageAndCannotBeWritten(Overlay overlay) {
        PodSpec pod = service(overlay);

        assertThat(pod.getInitContainers()).singleElement().satisfies(models -> {
            assertThat(models.getImage()).startsWith("facegate-models:");
            assertThat(models.getVolumeMounts()).singleElement().satisfies(mount -> assertThat(mount.getName())
                    .isEqualTo("models"));
        });
        assertThat(pod.getContainers().get(0).getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("models"))
                .singleElement()
                .satisfies(mount -> {
                    assertThat(mount.getReadOnly()).isTrue();
                    assertThat(mount.getMountPath()).isEqualTo("/models");
                });
    }

    private static PodSpec service(Overlay overlay) {
        return overlay.only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static long seconds(Probe probe) {
        return (long) probe.getPeriodSeconds() * probe.getFailureThreshold();
    }

    private static long bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValueExact();
    }
}
