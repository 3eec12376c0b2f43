package io.vmm4j.examples.cli;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskFormat;
import io.vmm4j.DiskImage;
import io.vmm4j.MemorySize;
import io.vmm4j.vmconf.DiskDefinition;
import io.vmm4j.vmconf.InstanceRight;
import io.vmm4j.vmconf.InstanceRights;
import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.MemoryEncryption;
import io.vmm4j.vmconf.VmDefinition;
import io.vmm4j.vmconf.VmDefinitionBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What vm.conf(5) says of a VM, by keys. */
final class VmKeys {

    static final List<String> ALL = List.of(
            "autostart",
            "memory",
            "disk",
            "interface",
            "cdrom",
            "kernel",
            "boot-device",
            "owner",
            "instance-of",
            "allow-instance",
            "allow-instance-owner",
            "sev");
    static final Set<String> LISTS = Set.of("disk", "interface");

    private VmKeys() {}

    /** A VM with what these words say instead; a list is replaced by all words of its key. */
    static VmDefinition change(VmDefinition old, List<KeyValue> words) {
        VmDefinitionBuilder builder = old.toBuilder();
        InstanceRights rights = old.instanceRights();
        for (KeyValue word : words) {
            switch (word.key()) {
                case "autostart" -> autostart(builder, word.isYes());
                case "memory" -> setOr(word, builder::defaultMemory, text -> builder.memory(MemorySize.of(text)));
                case "cdrom" -> setOr(word, builder::withoutCdrom, text -> builder.cdrom(word.path()));
                case "kernel" -> setOr(word, builder::withoutKernel, text -> builder.kernel(word.path()));
                case "boot-device" ->
                    setOr(word, builder::withoutBootDevice, text -> builder.bootDevice(bootDevice(word)));
                case "owner" -> setOr(word, builder::withoutOwner, text -> builder.owner(OwnerText.parse(word)));
                case "instance-of" -> {
                    if (word.isEmpty()) {
                        throw word.wrong("the name of its parent; it cannot be taken away");
                    }
                    builder.instanceOf(word.value());
                }
                case "allow-instance" -> rights = new InstanceRights(rights(word), rights.owner());
                case "allow-instance-owner" ->
                    rights = new InstanceRights(
                            rights.rights(), word.isEmpty() ? Optional.empty() : Optional.of(OwnerText.parse(word)));
                case "sev" -> builder.encryption(word.isYes() ? MemoryEncryption.SEV : MemoryEncryption.NONE);
                default -> {}
            }
        }
        of("disk", words)
                .ifPresent(
                        disks -> builder.disks(disks.stream().map(VmKeys::disk).toList()));
        of("interface", words).ifPresent(all -> builder.interfaces(interfaces(all, old.interfaces())));
        return builder.instanceRights(rights).build();
    }

    private static void autostart(VmDefinitionBuilder builder, boolean wanted) {
        if (wanted) {
            builder.autostart();
        } else {
            builder.disabled();
        }
    }

    /** Takes a text and does something with it. */
    private interface Setter {
        Object set(String text);
    }

    private static void setOr(KeyValue word, java.util.function.Supplier<?> unset, Setter setter) {
        Object ignored = word.isEmpty() ? unset.get() : setter.set(word.value());
    }

    /** The words of a list; none of them if the only one is empty, which empties it. */
    private static Optional<List<KeyValue>> of(String key, List<KeyValue> words) {
        List<KeyValue> own =
                words.stream().filter(word -> word.key().equals(key)).toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(own.size() == 1 && own.get(0).isEmpty() ? List.of() : own);
    }

    private static List<InterfaceDefinition> interfaces(List<KeyValue> words, List<InterfaceDefinition> old) {
        List<InterfaceDefinition> all = new ArrayList<>();
        for (KeyValue word : words) {
            int index = all.size();
            all.add(InterfaceText.parse(word, index < old.size() ? Optional.of(old.get(index)) : Optional.empty()));
        }
        return all;
    }

    private static BootDevice bootDevice(KeyValue word) {
        return Arrays.stream(BootDevice.values())
                .filter(device -> Json.lower(device).equals(word.value()))
                .findFirst()
                .orElseThrow(() -> word.wrong("disk, cdrom or net"));
    }

    private static Set<InstanceRight> rights(KeyValue word) {
        if (word.isEmpty()) {
            return Set.of();
        }
        return Arrays.stream(word.value().split(",", -1))
                .map(text -> Arrays.stream(InstanceRight.values())
                        .filter(right -> right.toString().equals(text))
                        .findFirst()
                        .orElseThrow(
                                () -> word.wrong("some of boot,cdrom,disk,instance,interface,memory, with commas")))
                .collect(Collectors.toSet());
    }

    /** What a definition says, as words; what it leaves open is left out. */
    static List<KeyValue> of(VmDefinition vm) {
        List<KeyValue> words = new ArrayList<>();
        words.add(KeyValue.yesOrNo("autostart", !vm.disabled()));
        vm.parent().ifPresent(parent -> words.add(new KeyValue("instance-of", parent)));
        vm.memory().ifPresent(size -> words.add(new KeyValue("memory", size.toString())));
        vm.disks().forEach(disk -> words.add(new KeyValue("disk", disk(disk))));
        vm.interfaces().forEach(one -> words.add(new KeyValue("interface", InterfaceText.of(one))));
        vm.cdrom().ifPresent(path -> words.add(new KeyValue("cdrom", path)));
        vm.kernel().ifPresent(path -> words.add(new KeyValue("kernel", path)));
        vm.bootDevice().ifPresent(device -> words.add(new KeyValue("boot-device", Json.lower(device))));
        vm.owner().ifPresent(owner -> words.add(new KeyValue("owner", owner.toString())));
        if (!vm.instanceRights().rights().isEmpty()) {
            words.add(new KeyValue(
                    "allow-instance",
                    vm.instanceRights().rights().stream()
                            .map(InstanceRight::toString)
                            .collect(Collectors.joining(","))));
        }
        vm.instanceRights()
                .owner()
                .ifPresent(owner -> words.add(new KeyValue("allow-instance-owner", owner.toString())));
        if (vm.encryption() == MemoryEncryption.SEV) {
            words.add(KeyValue.yesOrNo("sev", true));
        }
        return words;
    }

    /** Without a format in front it is left to vmd(8), which looks for the magic of qcow2. */
    private static DiskDefinition disk(KeyValue word) {
        boolean plain = Arrays.stream(DiskFormat.values())
                .noneMatch(format -> word.value().startsWith(format + ":"));
        return plain
                ? new DiskDefinition(word.path(), Optional.empty())
                : DiskDefinition.of(DiskImage.of(word.value()));
    }

    private static String disk(DiskDefinition disk) {
        return disk.format()
                        .map(DiskFormat::toString)
                        .map(format -> format + ":")
                        .orElse("")
                + disk.path();
    }
}
