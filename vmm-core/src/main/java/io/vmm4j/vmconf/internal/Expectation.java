package io.vmm4j.vmconf.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConfEditException;
import io.vmm4j.vmconf.VmConfError;
import io.vmm4j.vmconf.VmConfMessage;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the result of an edit must define: what was asked for, and otherwise what there was.
 *
 * @param vms the VMs, in order
 * @param switches the switches, in order
 * @param settings the settings, in order
 * @param before what there was
 */
record Expectation(
        List<VmDefinition> vms, List<SwitchDefinition> switches, List<GlobalSetting> settings, Parsed before) {

    Expectation(Parsed before) {
        this(values(before.vms()), values(before.switches()), values(before.settings()), before);
    }

    private static <T> List<T> values(List<Located<T>> located) {
        List<T> values = new ArrayList<>(located.size());
        located.forEach(one -> values.add(one.value()));
        return values;
    }

    void require(Parsed after) {
        if (!after.accepted()) {
            VmConfMessage error = after.messages().stream()
                    .filter(message -> message.severity() == VmConfMessage.Severity.ERROR)
                    .findFirst()
                    .orElseThrow();
            throw entangled("the result would be refused (" + error + ")");
        }
        requireEqual("VM", vms, values(after.vms()), VmDefinition::name);
        requireEqual("switch", switches, values(after.switches()), SwitchDefinition::name);
        requireEqual("setting", settings, values(after.settings()), GlobalSetting::toString);
        if (!after.macros().equals(before.macros())) {
            throw entangled("macros would be defined otherwise");
        }
    }

    private static <T> void requireEqual(String what, List<T> wanted, List<T> found, Function<T, String> nameOf) {
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            Optional<T> one = i < wanted.size() ? Optional.of(wanted.get(i)) : Optional.empty();
            Optional<T> other = i < found.size() ? Optional.of(found.get(i)) : Optional.empty();
            if (!Objects.equals(one, other)) {
                String name = nameOf.apply(one.or(() -> other).orElseThrow());
                throw entangled("the " + what + " " + name + " would not be what it should");
            }
        }
    }

    private static VmConfEditException entangled(String reason) {
        return new VmConfEditException(Problem.of(VmConfError.ENTANGLED).with("reason", reason));
    }
}
