package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.LOGIN_CLASS_LIMIT;
import static io.vmm4j.host.SymptomCode.MEMORY_SHORT;

import io.vmm4j.VmSpec;
import io.vmm4j.VmStatus;
import io.vmm4j.host.Symptom;
import io.vmm4j.host.internal.setup.LoginClasses;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether the host has, and its login class allows, the memory that VMs want. */
final class MemoryCheck {

    private static final String CLASS_FILE =
            "printf 'vmd:\\\\\\n\\t:datasize=infinity:\\\\\\n\\t:tc=daemon:\\n' >/etc/login.conf.d/vmd";

    private MemoryCheck() {}

    /** The host's memory against that of the VMs that run, or that vmd(8) starts by itself. */
    static List<Symptom> room(Observed host) {
        if (host.probe().physicalMemory().isEmpty()) {
            return List.of();
        }
        long there = host.probe().physicalMemory().getAsLong() >> 20;
        List<VmStatus> running = host.vms().orElse(List.of()).stream()
                .filter(VmStatus::isRunning)
                .toList();
        double wanted = running.stream()
                .flatMap(vm -> PrintedSize.parse(vm.maxMemory()).stream())
                .mapToDouble(PrintedSize::mebibytes)
                .sum();
        Set<String> counted = running.stream().map(vm -> vm.name().value()).collect(Collectors.toSet());
        List<VmDefinition> enabled = host.configuration().value().stream()
                .flatMap(conf -> conf.vms().stream().map(Located::value))
                .filter(vm -> !vm.disabled() && !counted.contains(vm.name()))
                .toList();
        for (VmDefinition vm : enabled) {
            wanted += Memory.of(vm, host.configuration().value().orElseThrow());
        }
        return wanted <= there
                ? List.of()
                : Check.symptom(
                        MEMORY_SHORT,
                        "the host has " + there + "M; " + running.size() + " VMs that run and " + enabled.size()
                                + " more that start with vmd(8) may take " + Math.round(wanted) + "M");
    }

    /** The login class of vmd(8) against the largest VM. */
    static List<Symptom> limit(Observed host) {
        Optional<LoginClasses> classes = host.classes().value();
        String name = classes.filter(known -> known.has("vmd")).isPresent() ? "vmd" : "daemon";
        Optional<Long> limit = classes.flatMap(known -> known.dataSize(name)).map(bytes -> bytes >> 20);
        if (limit.isEmpty()) {
            return List.of();
        }
        List<String> tooLarge = new ArrayList<>();
        sizes(host).forEach((vm, size) -> {
            if (size >= limit.get()) {
                tooLarge.add(vm + " has " + size + "M");
            }
        });
        if (tooLarge.isEmpty()) {
            return List.of();
        }
        String evidence = "the login class " + name + " allows " + limit.get() + "M; " + String.join(", ", tooLarge);
        // A class that is there already is for a person to change.
        return name.equals("vmd")
                ? Check.symptom(LOGIN_CLASS_LIMIT, evidence)
                : Check.symptom(LOGIN_CLASS_LIMIT, evidence, "mkdir -p /etc/login.conf.d", CLASS_FILE);
    }

    private static Map<String, Long> sizes(Observed host) {
        Map<String, Long> sizes = new TreeMap<>();
        for (VmSpec spec : host.records().orElse(List.of())) {
            sizes.put(spec.name().value(), spec.memory().mebibytes());
        }
        Optional<VmConf> conf = host.configuration().value();
        conf.ifPresent(known -> known.vms().forEach(vm -> sizes.put(vm.value().name(), Memory.of(vm.value(), known))));
        return sizes;
    }
}
