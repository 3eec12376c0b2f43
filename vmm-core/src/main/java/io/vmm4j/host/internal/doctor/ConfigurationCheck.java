package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.FIRMWARE_MISSING;
import static io.vmm4j.host.SymptomCode.SWITCH_INTERFACE_MISSING;
import static io.vmm4j.host.SymptomCode.VM_CONF_INVALID;

import io.vmm4j.host.Finding.Verdict;
import io.vmm4j.host.Symptom;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.SwitchDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What vmd(8) reads: its configuration, the interfaces that this names, the BIOS. */
final class ConfigurationCheck {

    private ConfigurationCheck() {}

    /** Whether vmd(8) accepts its configuration. */
    static List<Symptom> validity(Observed host) {
        return host.complaints()
                .orElse(Optional.empty())
                .map(complaint -> Check.symptom(VM_CONF_INVALID, complaint))
                .orElse(List.of());
    }

    /** Whether the interfaces of its switches exist. */
    static List<Symptom> switches(Observed host) {
        if (host.interfaces().value().isEmpty() || host.configuration().value().isEmpty()) {
            return List.of();
        }
        Set<String> there = host.interfaces().value().get().stream()
                .map(HostInterface::name)
                .collect(Collectors.toSet());
        List<Symptom> symptoms = new ArrayList<>();
        for (Located<SwitchDefinition> each : host.configuration().value().get().switches()) {
            String device = each.value().interfaceName();
            if (!each.value().disabled() && !device.isEmpty() && !there.contains(device)) {
                symptoms.addAll(Check.symptom(
                        SWITCH_INTERFACE_MISSING,
                        each.origin() + ": switch \"" + each.value().name() + "\" is on " + device
                                + ", which ifconfig does not show",
                        "echo up >>/etc/hostname." + device,
                        "chmod 640 /etc/hostname." + device,
                        "sh /etc/netstart " + device));
            }
        }
        return symptoms;
    }

    /** Whether there is a BIOS for guests. */
    static List<Symptom> firmware(Observed host) {
        return host.probe().firmware().verdict() == Verdict.NO
                ? Check.symptom(FIRMWARE_MISSING, host.probe().firmware().evidence(), "fw_update vmm")
                : List.of();
    }
}
