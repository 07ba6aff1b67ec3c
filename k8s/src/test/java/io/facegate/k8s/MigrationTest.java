package io.facegate.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who changes the schema, as whom. */
@NeedsKubectl
class MigrationTest {
    @ParameterizedTest
    @EnumSource
    void theServiceDoesNotMigrateAndHasNoWordOfTheOwner(Overlay overlay) {
        Container service = container(
                overlay.only(Deployment.class).getSpec().getTemplate().getSpec().getContainers());

        assertThat(settings(overlay, service)).containsEntry("FACEGATE_DB_MIGRATE", "false");
        assertThat(secrets(service)).allSatisfy((setting, secret) -> assertThat(secret)
                .startsWith(setting.startsWith("FACEGATE_DB_") ? "facegate-database-application" : "facegate-pepper"));
        assertThat(secrets(service))
                .containsOnlyKeys("FACEGATE_DB_USER", "FACEGATE_DB_PASSWORD", "FACEGATE_ACCESS_PEPPER");
    }

    @ParameterizedTest
    @EnumSource
    void theMigrationRunsTheServicesVersionAsTheOwnerAndEnds(Overlay overlay) {
        Job job = overlay.only(Job.class);
        Container migration = container(job.getSpec().getTemplate().getSpec().getContainers());
        Container service = container(
                overlay.only(Deployment.class).getSpec().getTemplate().getSpec().getContainers());

        assertThat(migration.getImage()).isEqualTo(service.getImage());
        assertThat(settings(overlay, migration))
                .containsEntry("FACEGATE_DB_MIGRATE", "true")
                .containsEntry("QUARKUS_INIT_AND_EXIT", "true")
                .containsEntry("FACEGATE_DB_URL", settings(overlay, service).get("FACEGATE_DB_URL"));
        assertThat(secrets(migration)).containsOnlyKeys("FACEGATE_DB_OWNER", "FACEGATE_DB_OWNER_PASSWORD");
        assertThat(secrets(migration).values()).allMatch(secret -> secret.startsWith("facegate-database-owner"));
        assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(job.getSpec().getBackoffLimit())
                .as("the database may be younger than the job")
                .isPositive();
        assertThat(job.getSpec().getTtlSecondsAfterFinished())
                .as("the next version's job needs the name")
                .isPositive();
        assertThat(job.getSpec().getActiveDeadlineSeconds())
                .as("a long migration isn't killed")
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void serversKeepServingUntilNewOnesAreReady(Overlay overlay) {
        var rolling = overlay.only(Deployment.class).getSpec().getStrategy().getRollingUpdate();

        assertThat(rolling.getMaxUnavailable().getIntVal()).isEqualTo(overlay == Overlay.GPU ? 1 : 0);
        assertThat(rolling.getMaxSurge().getIntVal()).isEqualTo(overlay == Overlay.GPU ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(names = "DEV", mode = EnumSource.Mode.EXCLUDE)
    void theDatabaseHasTheExtensionAndBothRoles(Overlay overlay) {
        PostgresCluster.Spec cluster = overlay.only(PostgresCluster.class).getSpec();
        var initdb = cluster.bootstrap().initdb();
        Map<String, PostgresCluster.Role> roles =
                cluster.managed().roles().stream().collect(toMap(PostgresCluster.Role::name, role -> role));

        assertThat(initdb.database()).isEqualTo("facegate");
        assertThat(initdb.owner()).isEqualTo("facegate_owner");
        assertThat(initdb.secret().name()).isEqualTo("facegate-database-owner");
        assertThat(initdb.postInitApplicationSQL()).containsExactly("CREATE EXTENSION vector");
        assertThat(roles)
                .containsOnlyKeys("facegate_owner", "facegate_application")
                .allSatisfy((name, role) -> {
                    assertThat(role.ensure()).isEqualTo(PostgresCluster.Ensure.present);
                    assertThat(role.login()).isTrue();
                    assertThat(role.passwordSecret().name()).isEqualTo(name.replace("facegate_", "facegate-database-"));
                });
        assertThat(requireNonNull(roles.get("facegate_owner")).inRoles()).containsExactly("facegate_application");
        assertThat(cluster.postgresql().synchronous().number())
                .as("one instance may be lost without stopping writes")
                .isLessThan(cluster.instances() - 1);
    }

    @ParameterizedTest
    @EnumSource(names = "DEV")
    void theSecretsOfDevelopmentCallThemselvesPublic(Overlay overlay) {
        assertThat(overlay.all(Secret.class)).hasSize(4).allSatisfy(secret -> assertThat(secret.getData())
                .extractingFromEntries(Map.Entry::getKey, Map.Entry::getValue)
                .filteredOn(entry -> !entry.toList().get(0).equals("username"))
                .singleElement()
                .satisfies(entry -> assertThat(new String(
                                Base64.getDecoder()
                                        .decode((String) entry.toList().get(1)),
                                UTF_8))
                        .startsWith("public-")));
    }

    private static Container container(List<Container> containers) {
        assertThat(containers).hasSize(1);
        return containers.get(0);
    }

    /** What a container sees that is no secret; its own value hides the ConfigMap's. */
    private static Map<String, String> settings(Overlay overlay, Container container) {
        Map<String, String> settings = new HashMap<>();
        container.getEnvFrom().forEach(source -> overlay.all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata()
                        .getName()
                        .equals(source.getConfigMapRef().getName()))
                .forEach(map -> settings.putAll(map.getData())));
        container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .forEach(variable -> settings.put(variable.getName(), variable.getValue()));
        return settings;
    }

    private static Map<String, String> secrets(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .collect(toMap(
                        EnvVar::getName,
                        variable -> variable.getValueFrom().getSecretKeyRef().getName()));
    }
}
