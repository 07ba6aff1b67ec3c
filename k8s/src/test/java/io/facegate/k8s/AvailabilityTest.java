package io.facegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many replicas there are, and how many may be missing. */
@NeedsKubectl
class AvailabilityTest {
    @ParameterizedTest
    @EnumSource(names = "DEV", mode = EnumSource.Mode.EXCLUDE)
    void theAutoscalerScalesTheServiceByProcessorsAndByItsQueue(Overlay overlay) {
        Deployment deployment = overlay.only(Deployment.class);
        var autoscaler = overlay.only(HorizontalPodAutoscaler.class).getSpec();
        var target = autoscaler.getScaleTargetRef();

        assertThat(target.getApiVersion()).isEqualTo(deployment.getApiVersion());
        assertThat(target.getKind()).isEqualTo(deployment.getKind());
        assertThat(target.getName()).isEqualTo(deployment.getMetadata().getName());
        assertThat(deployment.getSpec().getReplicas())
                .as("the autoscaler's alone")
                .isNull();
        assertThat(autoscaler.getMinReplicas()).isGreaterThanOrEqualTo(2);
        assertThat(autoscaler.getMaxReplicas()).isGreaterThan(autoscaler.getMinReplicas());
        assertThat(autoscaler.getMetrics()).extracting(MetricSpec::getType).containsExactly("Resource", "Pods");
        assertThat(autoscaler.getMetrics().get(0).getResource().getName()).isEqualTo("cpu");
        assertThat(autoscaler.getMetrics().get(1).getPods().getMetric().getName())
                .isEqualTo("face_inference_queue_depth");
    }

    @ParameterizedTest
    @EnumSource(names = "DEV", mode = EnumSource.Mode.EXCLUDE)
    void aDrainedNodeLeavesAReplica(Overlay overlay) {
        var budget = overlay.only(PodDisruptionBudget.class).getSpec();
        int least = overlay.only(HorizontalPodAutoscaler.class).getSpec().getMinReplicas();

        assertThat(budget.getMinAvailable()).isNull();
        assertThat(budget.getMaxUnavailable().getIntVal())
                .as("a budget of none would let no node be drained")
                .isBetween(1, least - 1);
    }
}
