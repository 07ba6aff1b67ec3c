package io.facegate.k8s;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever names something else names something that is there. */
@NeedsKubectl
class ReferencesTest {
    /** What an operator makes beforehand: docs/kubernetes.md. */
    private static final Set<String> SECRETS_FROM_OUTSIDE =
            Set.of("facegate-database-application", "facegate-pepper", "facegate-database-owner", "facegate-tls");

    /** Every metric of an alert is narrowed to a namespace: that is how it is told from a function. */
    private static final Pattern METRIC = Pattern.compile("(\\w+)\\{namespace=\"facegate\"");

    @ParameterizedTest
    @EnumSource
    void everyConfigMapIsThere(Overlay overlay) {
        Set<String> used = new HashSet<>();
        for (Overlay.Workload workload : overlay.workloads()) {
            workload.containers().stream()
                    .flatMap(container -> container.getEnvFrom().stream())
                    .map(EnvFromSource::getConfigMapRef)
                    .forEach(reference -> used.add(reference.getName()));
            workload.template().getSpec().getVolumes().stream()
                    .map(Volume::getConfigMap)
                    .filter(map -> map != null)
                    .forEach(map -> used.add(map.getName()));
        }

        assertThat(used).isNotEmpty();
        assertThat(names(overlay, ConfigMap.class)).containsAll(used);
    }

    /** No password is in the repository but the public ones of development. */
    @ParameterizedTest
    @EnumSource
    void everySecretIsThereOrMadeBeforehand(Overlay overlay) {
        Set<String> used = new HashSet<>();
        overlay.documents().forEach(document -> {
            document.findValues("secretKeyRef")
                    .forEach(reference -> used.add(reference.path("name").asText()));
            document.findValues("passwordSecret")
                    .forEach(reference -> used.add(reference.path("name").asText()));
            document.findValues("secretName").forEach(name -> used.add(name.asText()));
            document.findValues("certificateRefs")
                    .forEach(references -> references.forEach(
                            reference -> used.add(reference.path("name").asText())));
        });
        overlay.all(PostgresCluster.class)
                .forEach(cluster ->
                        used.add(cluster.getSpec().bootstrap().initdb().secret().name()));

        assertThat(used).hasSizeGreaterThan(1);
        if (overlay == Overlay.DEV) {
            assertThat(used).isEqualTo(names(overlay, Secret.class));
        } else {
            assertThat(used).isEqualTo(SECRETS_FROM_OUTSIDE);
            assertThat(names(overlay, Secret.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceAccountIsThere(Overlay overlay) {
        assertThat(overlay.workloads())
                .extracting(workload -> workload.template().getSpec().getServiceAccountName())
                .isSubsetOf(names(overlay, ServiceAccount.class));
    }

    @ParameterizedTest
    @EnumSource
    void everyMountIsOfAVolume(Overlay overlay) {
        assertThat(overlay.workloads()).allSatisfy(workload -> {
            Set<String> volumes = workload.template().getSpec().getVolumes().stream()
                    .map(Volume::getName)
                    .collect(toSet());
            if (workload.object() instanceof StatefulSet set) {
                set.getSpec()
                        .getVolumeClaimTemplates()
                        .forEach(claim -> volumes.add(claim.getMetadata().getName()));
            }
            Set<String> mounted = new HashSet<>();
            workload.containers()
                    .forEach(container -> container.getVolumeMounts().forEach(mount -> mounted.add(mount.getName())));
            assertThat(mounted).isEqualTo(volumes);
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyWorkloadSelectsItsOwnPodsAlone(Overlay overlay) {
        overlay.all(Deployment.class).forEach(deployment -> assertThat(
                        selected(overlay, deployment.getSpec().getSelector().getMatchLabels()))
                .containsExactly(deployment));
        overlay.all(StatefulSet.class).forEach(set -> assertThat(
                        selected(overlay, set.getSpec().getSelector().getMatchLabels()))
                .containsExactly(set));
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceLeadsToAPortOfOneWorkload(Overlay overlay) {
        assertThat(overlay.all(Service.class)).isNotEmpty().allSatisfy(service -> {
            List<HasMetadata> selected = selected(overlay, service.getSpec().getSelector());
            assertThat(selected).hasSize(1);
            PodTemplateSpec pod = overlay.workloads().stream()
                    .filter(workload -> workload.object().equals(selected.get(0)))
                    .findFirst()
                    .orElseThrow()
                    .template();
            assertThat(pod.getSpec().getContainers().get(0).getPorts())
                    .extracting(port -> port.getName())
                    .containsAll(service.getSpec().getPorts().stream()
                            .map(port -> port.getTargetPort().getStrVal())
                            .toList());
        });
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseOfTheSettingsIsTheOneThatIsThere(Overlay overlay) {
        assertThat(overlay.all(ConfigMap.class))
                .filteredOn(map -> map.getData().containsKey("FACEGATE_DB_URL"))
                .singleElement()
                .satisfies(map -> assertThat(map.getData())
                        .containsEntry("FACEGATE_DB_URL", "postgresql://facegate-database-rw:5432/facegate"));
        Set<String> servers = names(overlay, Service.class);
        // CloudNativePG makes a Service NAME-rw that leads to the primary
        overlay.all(PostgresCluster.class)
                .forEach(cluster -> servers.add(cluster.getMetadata().getName() + "-rw"));
        assertThat(servers).contains("facegate-database-rw");
    }

    @ParameterizedTest
    @EnumSource
    void disruptionBudgetsSpreadAndMonitorsAreOfTheServicesPods(Overlay overlay) {
        Deployment deployment = overlay.only(Deployment.class);
        overlay.all(PodDisruptionBudget.class)
                .forEach(budget -> assertThat(selected(overlay, budget.getSpec().getSelector()))
                        .containsExactly(deployment));
        assertThat(deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .hasSize(2)
                .allSatisfy(spread ->
                        assertThat(selected(overlay, spread.getLabelSelector())).containsExactly(deployment));
        overlay.all(ServiceMonitor.class).forEach(monitor -> {
            Map<String, String> labels = monitor.getSpec().getSelector().getMatchLabels();
            assertThat(overlay.all(Service.class))
                    .filteredOn(service -> matches(labels, service.getMetadata().getLabels()))
                    .singleElement()
                    .satisfies(service -> assertThat(service.getSpec().getPorts())
                            .extracting(port -> port.getName())
                            .contains(monitor.getSpec().getEndpoints().get(0).getPort()));
            assertThat(monitor.getSpec().getEndpoints().get(0).getPath()).isEqualTo("/q/metrics");
        });
    }

    @Test
    void theIngressLeadsToTheServiceByTlsAndNotToItsInside() {
        Ingress ingress = Overlay.CPU.only(Ingress.class);
        var rule = ingress.getSpec().getRules().get(0);

        assertThat(ingress.getSpec().getTls()).singleElement().satisfies(tls -> assertThat(tls.getHosts())
                .containsExactly(rule.getHost()));
        assertThat(ingress.getSpec().getRules()).hasSize(1);
        assertThat(rule.getHttp().getPaths()).isNotEmpty().allSatisfy(path -> {
            assertThat(path.getPath()).isIn("/v1", "/embedding", "/compare");
            assertThat(path.getBackend().getService().getName()).isIn(names(Overlay.CPU, Service.class));
            assertThat(path.getBackend().getService().getPort().getName()).isEqualTo("http");
        });
        assertThat(ingress.getSpec().getDefaultBackend()).isNull();
    }

    @Test
    void theGatewayLeadsToTheServiceByTlsAndNotToItsInside() {
        Gateway gateway = Overlay.GATEWAY.only(Gateway.class);
        Set<String> listeners = gateway.getSpec().getListeners().stream()
                .map(listener -> listener.getName())
                .collect(toSet());
        List<HTTPRoute> routes = Overlay.GATEWAY.all(HTTPRoute.class);

        assertThat(routes).hasSize(2).allSatisfy(route -> {
            var parent = route.getSpec().getParentRefs().get(0);
            assertThat(parent.getName()).isEqualTo(gateway.getMetadata().getName());
            assertThat(parent.getSectionName()).isIn(listeners);
            assertThat(route.getSpec().getHostnames())
                    .containsExactly(gateway.getSpec().getListeners().get(0).getHostname());
            route.getSpec().getRules().stream()
                    .flatMap(rule -> rule.getBackendRefs().stream())
                    .forEach(backend -> {
                        assertThat(parent.getSectionName())
                                .as("nothing is served without TLS")
                                .isEqualTo("https");
                        assertThat(backend.getName()).isEqualTo("facegate");
                        assertThat(backend.getPort()).isEqualTo(80);
                    });
            route.getSpec().getRules().stream()
                    .flatMap(rule -> rule.getMatches().stream())
                    .forEach(match -> assertThat(match.getPath().getValue()).isIn("/v1", "/embedding", "/compare"));
        });
    }

    @Test
    void grafanaFindsADashboard() throws IOException {
        ConfigMap map = Overlay.CPU.all(ConfigMap.class).stream()
                .filter(candidate -> candidate.getMetadata().getName().equals("facegate-dashboard"))
                .findFirst()
                .orElseThrow();
        JsonNode dashboard = new ObjectMapper().readTree(map.getData().get("facegate-dashboard.json"));

        assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(dashboard.path("panels")).hasSizeGreaterThan(5).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("type").asText().equals("row")
                            || panel.path("targets").findValues("expr").size() > 0)
                    .as(panel.path("title").asText())
                    .isTrue();
        });
        assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
    }

    /** The service's own tests hold the dashboard's metrics against what it exposes; so they hold these. */
    @Test
    void alertsAskForMetricsThatTheDashboardShows() {
        String dashboard = Overlay.CPU.all(ConfigMap.class).stream()
                .map(map -> map.getData().getOrDefault("facegate-dashboard.json", ""))
                .collect(joining());
        Set<String> asked = Overlay.CPU.only(PrometheusRule.class).getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .flatMap(rule -> METRIC.matcher(rule.getExpr().getStrVal()).results())
                .map(metric -> metric.group(1))
                .collect(toSet());

        assertThat(asked).contains("up", "face_inference_queue_depth").hasSizeGreaterThan(3);
        assertThat(asked).allSatisfy(metric -> assertThat(dashboard).contains(metric + "{"));
    }

    private static List<HasMetadata> selected(Overlay overlay, LabelSelector selector) {
        assertThat(selector.getMatchExpressions()).isEmpty();
        return selected(overlay, selector.getMatchLabels());
    }

    private static List<HasMetadata> selected(Overlay overlay, Map<String, String> labels) {
        return overlay.workloads().stream()
                .filter(workload -> matches(labels, workload.labels()))
                .map(Overlay.Workload::object)
                .toList();
    }

    private static boolean matches(Map<String, String> selector, Map<String, String> labels) {
        assertThat(selector).isNotEmpty();
        return labels.entrySet().containsAll(selector.entrySet());
    }

    private static Set<String> names(Overlay overlay, Class<? extends HasMetadata> kind) {
        return overlay.all(kind).stream()
                .map(object -> object.getMetadata().getName())
                .collect(toSet());
    }
}
