package io.facegate.k8s;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak to whom by an overlay's network policies, as Kubernetes defines it: a pod that no policy selects for a
 * direction is open in it; of one that is selected, only what some policy allows gets through; both ends must agree.
 */
final class Network {
    private static final String NAMESPACE = "facegate";
    private static final String NAME_OF_NAMESPACE = "kubernetes.io/metadata.name";

    private final List<NetworkPolicy> policies;

    Network(Overlay overlay) {
        policies = overlay.all(NetworkPolicy.class);
    }

    /** One end of a connection. */
    record Pod(Map<String, String> namespace, Map<String, String> labels) {
        /** Of the namespace that the policies are in. */
        static Pod ours(Map<String, String> labels) {
            return new Pod(Map.of(NAME_OF_NAMESPACE, NAMESPACE), labels);
        }

        static Pod of(String namespace, Map<String, String> labels) {
            return new Pod(Map.of(NAME_OF_NAMESPACE, namespace), labels);
        }

        boolean isOurs() {
            return NAMESPACE.equals(namespace.get(NAME_OF_NAMESPACE));
        }
    }

    boolean allows(Pod from, Pod to, String protocol, int port) {
        return passes("Egress", from, policy -> policy.getSpec().getEgress().stream()
                        .anyMatch(rule -> any(rule.getTo(), to) && covers(rule.getPorts(), protocol, port)))
                && passes("Ingress", to, policy -> policy.getSpec().getIngress().stream()
                        .anyMatch(rule -> any(rule.getFrom(), from) && covers(rule.getPorts(), protocol, port)));
    }

    private boolean passes(String direction, Pod pod, Function<NetworkPolicy, Boolean> allows) {
        List<NetworkPolicy> selecting = policies.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
                .filter(policy -> pod.isOurs() && matches(policy.getSpec().getPodSelector(), pod.labels()))
                .toList();
        return selecting.isEmpty() || selecting.stream().anyMatch(allows::apply);
    }

    private static boolean any(List<NetworkPolicyPeer> peers, Pod pod) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> is(peer, pod));
    }

    private static boolean is(NetworkPolicyPeer peer, Pod pod) {
        if (peer.getIpBlock() != null) {
            throw new AssertionError("Addresses are not understood here");
        }
        boolean namespace = peer.getNamespaceSelector() == null
                ? pod.isOurs()
                : matches(peer.getNamespaceSelector(), pod.namespace());
        return namespace && matches(peer.getPodSelector(), pod.labels());
    }

    private static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return true;
        }
        if (!selector.getMatchExpressions().isEmpty()) {
            throw new AssertionError("Expressions are not understood here");
        }
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
    }

    private static boolean covers(List<NetworkPolicyPort> ports, String protocol, int port) {
        return ports.isEmpty()
                || ports.stream()
                        .anyMatch(candidate -> candidate.getPort().equals(new IntOrString(port))
                                && candidate.getProtocol().equals(protocol));
    }
}
