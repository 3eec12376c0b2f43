package io.vmm4j.vmconf.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.SwitchName;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.vmconf.DiskDefinition;
import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.Origin;
import io.vmm4j.vmconf.Statement;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConfEnvironment;
import io.vmm4j.vmconf.VmConfFile;
import io.vmm4j.vmconf.VmConfFinding;
import io.vmm4j.vmconf.VmConfRule;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code vmd -n} leaves out. */
public final class Checks {

    private final VmConfEnvironment environment;
    private final List<VmConfFinding> findings = new ArrayList<>();
    private final Map<String, Located<VmDefinition>> vms = new HashMap<>();
    private final Map<String, String> disks = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final Set<String> switches = new HashSet<>();

    private Checks(VmConfEnvironment environment) {
        this.environment = environment;
    }

    /** The rules that a configuration breaks: its switches first, then its VMs, in the order of the files. */
    public static List<VmConfFinding> of(Parsed parsed, VmConfEnvironment environment) {
        Checks checks = new Checks(environment);
        checks.switches(parsed.switches());
        parsed.vms().forEach(checks::vm);
        parsed.files().forEach(checks::file);
        return List.copyOf(checks.findings);
    }

    private void switches(List<Located<SwitchDefinition>> all) {
        Map<String, Origin> names = new HashMap<>();
        Map<String, String> devices = new HashMap<>();
        for (Located<SwitchDefinition> one : all) {
            SwitchDefinition definition = one.value();
            String name = definition.name();
            if (refused(() -> SwitchName.of(name))) {
                report(VmConfRule.SWITCH_NAME_REFUSED, one.origin(), name);
            }
            definition.rawOptions().forEach(line -> unknown(one.origin(), name, line));
            if (definition.disabled()) {
                continue;
            }
            switches.add(name);
            Origin first = names.putIfAbsent(name, one.origin());
            if (first != null) {
                report(VmConfRule.SWITCH_TWICE, one.origin(), name, "", first.toString());
            }
            String device = definition.interfaceName();
            String other = devices.putIfAbsent(device, name);
            if (other != null && first == null) {
                report(VmConfRule.SWITCH_INTERFACE_TWICE, one.origin(), name, device, other);
            }
            if (!environment.hasInterface(device)) {
                report(VmConfRule.SWITCH_INTERFACE_MISSING, one.origin(), name, device, "");
            }
        }
    }

    private void vm(Located<VmDefinition> located) {
        VmDefinition vm = located.value();
        Origin origin = located.origin();
        name(vm, origin);
        vm.rawOptions().forEach(line -> unknown(origin, vm.name(), line));
        parent(vm, origin);
        Located<VmDefinition> first = vms.putIfAbsent(vm.name(), located);
        if (first != null) {
            report(VmConfRule.VM_TWICE, origin, vm.name(), "", first.origin().toString());
            return;
        }
        boolean cdrom = vm.cdrom().filter(path -> !path.isEmpty()).isPresent();
        if (vm.disks().isEmpty() && !cdrom && vm.parent().isEmpty()) {
            report(VmConfRule.VM_WITHOUT_DEVICE, origin, vm.name());
        }
        vm.disks().forEach(disk -> disk(vm, disk, origin));
        vm.kernel().ifPresent(path -> path(VmConfRule.KERNEL_MISSING, vm, path, origin));
        vm.cdrom().filter(path -> !path.isEmpty()).ifPresent(path -> path(VmConfRule.CDROM_MISSING, vm, path, origin));
        bootDevice(vm, cdrom, origin);
        vm.interfaces().forEach(one -> networkInterface(vm, one, origin));
    }

    private void name(VmDefinition vm, Origin origin) {
        Optional<VmName> name = vm.vmName();
        if (name.isEmpty()) {
            report(VmConfRule.VM_NAME_REFUSED, origin, vm.name());
        } else if (!name.get().isAddressable()) {
            report(VmConfRule.VM_NAME_READ_AS_ID, origin, vm.name());
        } else if (refused(() -> VmName.of(vm.name()))) {
            report(VmConfRule.VM_NAME_WITHOUT_LETTER_FIRST, origin, vm.name());
        }
    }

    private void parent(VmDefinition vm, Origin origin) {
        if (vm.parent().isEmpty()) {
            return;
        }
        Located<VmDefinition> parent = vms.get(vm.parent().get());
        if (parent == null) {
            report(
                    VmConfRule.INSTANCE_WITHOUT_PARENT,
                    origin,
                    vm.name(),
                    vm.parent().get(),
                    "");
            return;
        }
        List<String> paths =
                parent.value().disks().stream().map(DiskDefinition::path).toList();
        vm.disks().stream()
                .map(DiskDefinition::path)
                .filter(paths::contains)
                .forEach(path -> report(VmConfRule.INSTANCE_SHARES_DISK, origin, vm.name(), path, ""));
    }

    private void disk(VmDefinition vm, DiskDefinition disk, Origin origin) {
        path(VmConfRule.DISK_MISSING, vm, disk.path(), origin);
        String other = disks.putIfAbsent(disk.path(), vm.name());
        if (other != null && !vm.parent().equals(Optional.of(other))) {
            report(VmConfRule.DISK_TWICE, origin, vm.name(), disk.path(), other);
        }
    }

    private void path(VmConfRule rule, VmDefinition vm, String path, Origin origin) {
        environment
                .pathProblem(path)
                .ifPresent(reason -> findings.add(new VmConfFinding(
                        rule, origin, problem(rule, vm.name(), path, "").with("reason", reason))));
    }

    private void bootDevice(VmDefinition vm, boolean cdrom, Origin origin) {
        boolean there = vm.bootDevice()
                .map(device -> switch (device) {
                    case DISK -> !vm.disks().isEmpty();
                    case CDROM -> cdrom;
                    case NET ->
                        !vm.interfaces().isEmpty() || vm.interfaceCount().orElse(0) > 0;
                })
                .orElse(true);
        if (!there && vm.parent().isEmpty()) {
            report(
                    VmConfRule.BOOT_DEVICE_MISSING,
                    origin,
                    vm.name(),
                    vm.bootDevice().get().toString(),
                    "");
        }
    }

    private void networkInterface(VmDefinition vm, InterfaceDefinition one, Origin origin) {
        one.rawOptions().forEach(line -> unknown(origin, vm.name(), line));
        one.switchName()
                .filter(name -> !switches.contains(name))
                .ifPresent(name -> report(VmConfRule.SWITCH_UNKNOWN, origin, vm.name(), name, ""));
        if (one.lladdr().isEmpty()) {
            return;
        }
        String address = one.lladdr().get();
        if (one.macAddress().isEmpty()) {
            report(VmConfRule.LLADDR_UNUSABLE, origin, vm.name(), address, "");
            return;
        }
        String other = addresses.putIfAbsent(address, vm.name());
        if (other != null) {
            report(VmConfRule.LLADDR_TWICE, origin, vm.name(), address, other);
        }
    }

    private void file(VmConfFile file) {
        int line = 1;
        for (Statement statement : file.statements()) {
            String text = statement.text();
            if (statement instanceof Statement.Fragment && text.indexOf('\0') >= 0) {
                report(VmConfRule.TEXT_NOT_READ, new Origin(file.path(), line), file.path());
            }
            line += (int) text.chars().filter(c -> c == '\n').count();
        }
    }

    private void unknown(Origin origin, String name, String line) {
        report(VmConfRule.OPTION_UNKNOWN, origin, name, line, "");
    }

    private void report(VmConfRule rule, Origin origin, String name) {
        report(rule, origin, name, "", "");
    }

    private void report(VmConfRule rule, Origin origin, String name, String value, String where) {
        findings.add(new VmConfFinding(rule, origin, problem(rule, name, value, where)));
    }

    private static Problem problem(VmConfRule rule, String name, String value, String where) {
        Problem problem = Problem.of(rule).with("name", name);
        if (!value.isEmpty()) {
            problem = problem.with("value", value);
        }
        return where.isEmpty() ? problem : problem.with("where", where);
    }

    private static boolean refused(Runnable construction) {
        try {
            construction.run();
            return false;
        } catch (InvalidValueException e) {
            return true;
        }
    }
}
