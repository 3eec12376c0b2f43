package io.vmm4j.vmconf.internal;

import static io.vmm4j.vmconf.internal.Quoting.quote;

import io.vmm4j.InvalidValueException;
import io.vmm4j.vmconf.DiskDefinition;
import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.InstanceRight;
import io.vmm4j.vmconf.InstanceRights;
import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.MemoryEncryption;
import io.vmm4j.vmconf.Owner;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConfError;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the SDK writes each option: strings quoted, one option a line. */
final class OptionText {

    private OptionText() {}

    static String vmHead(VmDefinition vm) {
        String name = quote("VM name", vm.name());
        return vm.parent()
                .map(parent -> "vm " + quote("parent", parent) + " instance " + name)
                .orElse("vm " + name);
    }

    static String autostart(boolean disabled) {
        return disabled ? "disable" : "enable";
    }

    static String encryption(MemoryEncryption encryption) {
        return encryption == MemoryEncryption.SEV ? "sev" : "seves";
    }

    static String path(String keyword, String path) {
        return keyword + " " + quote(keyword, path);
    }

    static String disk(DiskDefinition disk) {
        return path("disk", disk.path())
                + disk.format().map(format -> " format \"" + format + "\"").orElse("");
    }

    static String owner(Owner owner) {
        return owner instanceof Owner.Uid ? "owner " + owner : "owner " + quote("owner", owner.toString());
    }

    static String instanceRights(InstanceRights rights) {
        List<String> words = new ArrayList<>();
        for (InstanceRight right : rights.rights()) {
            words.add(right.toString());
        }
        rights.owner().ifPresent(owner -> words.add(owner(owner)));
        return "allow instance { " + String.join(", ", words) + " }";
    }

    static String interfaceHead(InterfaceDefinition definition) {
        return (definition.local() ? "local interface" : "interface")
                + definition.tap().map(tap -> " " + quote("interface", tap)).orElse("");
    }

    static String lladdr(boolean locked, Optional<String> address) {
        return (locked ? "locked lladdr" : "lladdr")
                + address.map(text -> " " + quote("lladdr", text)).orElse("");
    }

    /** An interface as the SDK writes a new one, with its options on lines of their own. */
    static String networkInterface(InterfaceDefinition definition, String indent) {
        List<String> options = new ArrayList<>();
        definition.switchName().ifPresent(name -> options.add("switch " + quote("switch", name)));
        definition.group().ifPresent(name -> options.add("group " + quote("group", name)));
        if (definition.locked() || definition.lladdr().isPresent()) {
            options.add(lladdr(definition.locked(), definition.lladdr()));
        }
        definition.rdomain().ifPresent(number -> options.add("rdomain " + number));
        if (!definition.up()) {
            options.add("down");
        }
        definition.rawOptions().forEach(line -> options.add(raw(line)));
        String head = interfaceHead(definition);
        return options.isEmpty() ? head : head + " " + block(options, indent);
    }

    /** A VM as the SDK writes a new one. */
    static String vm(VmDefinition vm) {
        List<String> options = new ArrayList<>();
        options.add(autostart(vm.disabled()));
        if (vm.encryption() != MemoryEncryption.NONE) {
            options.add(encryption(vm.encryption()));
        }
        vm.memory().ifPresent(size -> options.add("memory \"" + size + "\""));
        vm.kernel().ifPresent(path -> options.add(path("boot", path)));
        vm.bootDevice().ifPresent(device -> options.add("boot device " + device));
        vm.cdrom().ifPresent(path -> options.add(path("cdrom", path)));
        vm.disks().forEach(disk -> options.add(disk(disk)));
        vm.interfaceCount().ifPresent(count -> options.add("interfaces " + count));
        vm.interfaces().forEach(one -> options.add(networkInterface(one, "\t")));
        vm.owner().ifPresent(owner -> options.add(owner(owner)));
        if (!vm.instanceRights().isEmpty()) {
            options.add(instanceRights(vm.instanceRights()));
        }
        vm.rawOptions().forEach(line -> options.add(raw(line)));
        return vmHead(vm) + " " + block(options, "") + "\n";
    }

    /** A switch as the SDK writes a new one. */
    static String switchBlock(SwitchDefinition definition) {
        List<String> options = new ArrayList<>();
        if (definition.disabled()) {
            options.add("disable");
        }
        options.add(path("interface", definition.interfaceName()));
        definition.group().ifPresent(name -> options.add("group " + quote("group", name)));
        if (definition.locked()) {
            options.add("locked lladdr");
        }
        definition.rdomain().ifPresent(number -> options.add("rdomain " + number));
        if (!definition.up()) {
            options.add("down");
        }
        definition.rawOptions().forEach(line -> options.add(raw(line)));
        return "switch " + quote("switch", definition.name()) + " " + block(options, "") + "\n";
    }

    static String setting(GlobalSetting setting) {
        if (setting instanceof GlobalSetting.LocalPrefix local) {
            return "local prefix " + quote("local prefix", local.prefix());
        }
        if (setting instanceof GlobalSetting.LocalInet6 local) {
            return "local inet6"
                    + local.prefix()
                            .map(prefix -> " prefix " + quote("local inet6 prefix", prefix))
                            .orElse("");
        }
        if (setting instanceof GlobalSetting.SocketOwner socket) {
            return "socket " + owner(socket.owner());
        }
        if (setting instanceof GlobalSetting.Agentx agentx) {
            return "agentx"
                    + agentx.context()
                            .map(text -> " context " + quote("context", text))
                            .orElse("")
                    + agentx.path().map(text -> " path " + quote("path", text)).orElse("");
        }
        GlobalSetting.StaggeredStart start = (GlobalSetting.StaggeredStart) setting;
        return "staggered start parallel " + start.parallel() + " delay "
                + start.delay().toSeconds();
    }

    /** An option that we do not know: it must not swallow what comes after it. */
    static String raw(String line) {
        boolean control = line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t');
        if (line.isBlank() || control || line.contains("#") || line.endsWith("\\")) {
            throw InvalidValueException.of(VmConfError.RAW_OPTION_SPANS_LINES, "raw option", line);
        }
        return line;
    }

    private static String block(List<String> options, String indent) {
        StringBuilder text = new StringBuilder("{\n");
        options.forEach(
                option -> text.append(indent).append('\t').append(option).append('\n'));
        return text.append(indent).append('}').toString();
    }
}
