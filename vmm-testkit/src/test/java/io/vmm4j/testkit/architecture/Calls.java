package io.vmm4j.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Calls of methods by their full names. */
final class Calls {

    private Calls() {}

    static DescribedPredicate<JavaMethodCall> to(String... methods) {
        Set<String> names = Set.of(methods);
        return DescribedPredicate.describe("the target is one of " + names, call -> names.contains(nameOf(call)));
    }

    static DescribedPredicate<JavaMethodCall> withoutArgumentsTo(String... methods) {
        Set<String> names = Set.of(methods);
        return DescribedPredicate.describe(
                "the target is one of " + names + " and takes no timeout",
                call -> call.getTarget().getRawParameterTypes().isEmpty() && names.contains(nameOf(call)));
    }

    private static String nameOf(JavaMethodCall call) {
        return call.getTargetOwner().getFullName() + "." + call.getName();
    }
}
