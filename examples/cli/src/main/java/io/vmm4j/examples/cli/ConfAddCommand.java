package io.vmm4j.examples.cli;

import io.vmm4j.SwitchName;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmmHost;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmDefinition;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmm conf add}. */
@Command(
        name = "add",
        description =
                "Defines a VM or a switch. A VM does not start by itself unless autostart=yes is given; then it starts at once.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Keys of a VM: autostart=yes|no memory=SIZE disk=[raw:|qcow2:]PATH interface=NET cdrom=PATH kernel=PATH"
                    + " boot-device=disk|cdrom|net owner=USER:GROUP instance-of=VM allow-instance=RIGHT,RIGHT"
                    + " allow-instance-owner=USER sev=yes|no. disk and interface may be given several times.",
            "NET is " + InterfaceText.FORM + ". Without an lladdr it gets one that is derived from the VM's name.",
            "Keys of a switch: interface=vebN group=NAME locked=yes|no rdomain=N up=yes|no enabled=yes|no.",
        })
final class ConfAddCommand extends ConfChangeCommand {

    @Mixin
    private final ConfSubject subject = new ConfSubject();

    @Option(
            names = "--as-created",
            description = "A VM that vmm create made becomes permanent: its specification comes before the settings.")
    private boolean asCreated;

    @Parameters(arity = "1..*", paramLabel = "NAME key=value", description = "Its name, and what it is to be.")
    private List<String> words = List.of();

    @Override
    Changes changes() {
        String name = ConfSubject.name(words);
        List<String> settings = ConfSubject.settings(words);
        if (subject.isSwitch()) {
            List<KeyValue> parsed = KeyValue.parse(settings, SwitchKeys.ALL, SwitchKeys.LISTS);
            if (parsed.stream().noneMatch(word -> word.key().equals("interface"))) {
                throw new WrongUsage("The switch " + name + " has no device.", "Write interface=veb0, for example.");
            }
            SwitchDefinition blank =
                    SwitchDefinition.builder(SwitchName.of(name), "").build();
            return host -> List.of(new VmConfChange.AddSwitch(SwitchKeys.change(blank, parsed)));
        }
        VmName vm = VmName.of(name);
        List<KeyValue> parsed = KeyValue.parse(settings, VmKeys.ALL, VmKeys.LISTS);
        return host -> {
            VmDefinition start =
                    asCreated ? created(host, vm) : VmDefinition.builder(vm).build();
            return List.of(new VmConfChange.AddVm(VmKeys.change(start, parsed)));
        };
    }

    private static VmDefinition created(VmmHost host, VmName name) {
        return host.vm(name)
                .status()
                .flatMap(VmInfo::spec)
                .map(VmDefinition::of)
                .orElseThrow(() -> new WrongUsage(
                        name + " was not created by vmm4j.", "Leave --as-created out and write what it is to be."));
    }
}
