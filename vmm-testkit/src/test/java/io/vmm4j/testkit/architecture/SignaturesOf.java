package io.vmm4j.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** What a class shows to those outside: supertypes, and the types in its public and protected members. */
final class SignaturesOf extends ArchCondition<JavaClass> {

    private final List<String> allowed;
    private final boolean internalAllowed;

    SignaturesOf(List<String> allowed) {
        this(allowed, true);
    }

    private SignaturesOf(List<String> allowed, boolean internalAllowed) {
        super("show only types of " + allowed);
        this.allowed = allowed;
        this.internalAllowed = internalAllowed;
    }

    SignaturesOf withoutInternal() {
        return new SignaturesOf(allowed, false);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(type.getAllRawInterfaces().stream(), type.getRawSuperclass().stream())
                .forEach(parent -> checkType(type, "extends", parent, events));
        for (JavaField field : type.getFields()) {
            if (isVisible(field)) {
                field.getAllInvolvedRawTypes().forEach(t -> checkType(type, field.getName(), t, events));
            }
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (isVisible(unit)) {
                unit.getAllInvolvedRawTypes().forEach(t -> checkType(type, unit.getName(), t, events));
                unit.getExceptionTypes().forEach(t -> checkType(type, unit.getName(), t.toErasure(), events));
            }
        }
    }

    private static boolean isVisible(HasModifiers member) {
        boolean synthetic = member.getModifiers().contains(JavaModifier.SYNTHETIC);
        return !synthetic
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private void checkType(JavaClass owner, String member, JavaClass shown, ConditionEvents events) {
        JavaClass base = shown.getBaseComponentType();
        String name = base.getFullName();
        boolean known = base.isPrimitive() || allowed.stream().anyMatch(name::startsWith);
        boolean internal = name.contains(".internal.");
        if (!known || (internal && !internalAllowed)) {
            events.add(SimpleConditionEvent.violated(owner, owner.getFullName() + "." + member + " shows " + name));
        }
    }
}
