package io.facegate.k8s;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of CloudNativePG's {@code Cluster} that are in use here, named after its API reference (1.24 and later): no Java
 * model of it is published. A field that is used for the first time is to be looked up there and added.
 */
@Group("postgresql.cnpg.io")
@Version("v1")
@JsonDeserialize // as it is, not by a registry of kinds
@SuppressWarnings({"serial", "NullAway.Init"}) // never serialised; Jackson sets the fields
final class PostgresCluster implements HasMetadata {
    private String apiVersion;
    private String kind;
    private ObjectMeta metadata;
    private Spec spec;

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    @Override
    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    public Spec getSpec() {
        return spec;
    }

    public void setSpec(Spec spec) {
        this.spec = spec;
    }

    record Spec(
            int instances,
            String imageName,
            InheritedMetadata inheritedMetadata,
            Bootstrap bootstrap,
            Managed managed,
            Postgresql postgresql,
            ResourceRequirements resources,
            Storage storage,
            Affinity affinity) {}

    record InheritedMetadata(Map<String, String> labels) {}

    record Bootstrap(Initdb initdb) {}

    record Initdb(String database, String owner, SecretName secret, List<String> postInitApplicationSQL) {}

    record SecretName(String name) {}

    record Managed(List<Role> roles) {}

    record Role(
            String name,
            Ensure ensure,
            boolean login,
            @Nullable List<String> inRoles,
            SecretName passwordSecret) {}

    enum Ensure {
        present,
        absent
    }

    record Postgresql(Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(Method method, int number) {}

    enum Method {
        any,
        first
    }

    record Storage(String size) {}

    record Affinity(boolean enablePodAntiAffinity, String topologyKey, String podAntiAffinityType) {}
}
