package io.facegate.service;

import com.fasterxml.jackson.annotation.JsonValue;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whatever a class of the service uses, through however many others, is none of these. That a constant is known by its code
 * ({@link JsonValue}) is all that there may be of JSON.
 */
final class UseCasesKnowNoInterface extends ArchCondition<JavaClass> {
    private static final String SERVICE = "io.facegate.service.";

    private final List<String> packages;

    UseCasesKnowNoInterface(String... packages) {
        super("reach nothing of " + String.join(", ", packages));
        this.packages = List.of(packages);
    }

    @Override
    public void check(JavaClass useCase, ConditionEvents events) {
        Set<JavaClass> seen = new HashSet<>(Set.of(useCase));
        Deque<JavaClass> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Dependency dependency : open.pop().getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass();
                if (isOne(used)) {
                    events.add(SimpleConditionEvent.violated(
                            useCase, useCase.getSimpleName() + ": " + dependency.getDescription()));
                } else if (used.getPackageName().startsWith(SERVICE) && seen.add(used)) {
                    open.add(used);
                }
            }
        }
    }

    private boolean isOne(JavaClass used) {
        if (used.isEquivalentTo(JsonValue.class)) {
            return false;
        }
        String name = used.getPackageName() + ".";
        return packages.stream().anyMatch(root -> name.startsWith(root + "."));
    }
}
