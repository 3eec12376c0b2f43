package io.vmm4j.vmconf;

import io.vmm4j.vmconf.internal.Checks;
import io.vmm4j.vmconf.internal.Editor;
import io.vmm4j.vmconf.internal.Parsed;
import io.vmm4j.vmconf.internal.UnknownOptions.Policy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A vm.conf(5) with the files it includes: their exact text, and what vmd(8) reads in it. Immutable.
 *
 * <p>Equal texts make equal configurations; {@link #bytes()} gives back what was read, byte for byte.
 */
public final class VmConf {

    private final Parsed parsed;
    private final Policy unknown;

    VmConf(Parsed parsed, Policy unknown) {
        this.parsed = parsed;
        this.unknown = unknown;
    }

    /**
     * Reads a file by its grammar alone: what it refers to is taken to exist, but nothing can be included.
     *
     * @param file its name, for messages
     * @throws VmConfSyntaxException if vmd(8) would refuse it
     */
    public static VmConf parse(String file, byte[] content) {
        return VmConfReader.TRUSTING.read(file, content);
    }

    /**
     * Reads a file by its grammar alone.
     *
     * @param file its name, for messages
     * @param text its text, which UTF-8 must be able to encode
     * @throws VmConfSyntaxException if vmd(8) would refuse it
     */
    public static VmConf parse(String file, String text) {
        return parse(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A reader that can be told about the host, and to keep what it does not know. */
    public static VmConfReader reader() {
        return VmConfReader.TRUSTING;
    }

    /** The main file. */
    public VmConfFile file() {
        return parsed.files().get(0);
    }

    /** The main file and those it includes, in the order they were read; one that is included twice is there twice. */
    public List<VmConfFile> files() {
        return parsed.files();
    }

    /** The VMs, in the order in which vmd(8) registers them, and so gives them ids. */
    public List<Located<VmDefinition>> vms() {
        return parsed.vms();
    }

    /** The first VM of this name, the one that vmd(8) keeps. */
    public Optional<Located<VmDefinition>> vm(String name) {
        return vms().stream().filter(vm -> vm.value().name().equals(name)).findFirst();
    }

    /** The switches, in the order of the files. */
    public List<Located<SwitchDefinition>> switches() {
        return parsed.switches();
    }

    /** The first switch of this name, the one that vmd(8) finds. */
    public Optional<Located<SwitchDefinition>> switchOf(String name) {
        return switches().stream()
                .filter(one -> one.value().name().equals(name))
                .findFirst();
    }

    /** The settings of vmd(8) itself, in the order of the files. */
    public List<Located<GlobalSetting>> settings() {
        return parsed.settings();
    }

    /** The setting of this kind that holds: the last one. */
    public <T extends GlobalSetting> Optional<T> setting(Class<T> kind) {
        return settings().stream()
                .map(Located::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((earlier, later) -> later);
    }

    /** What the macros stand for at the end. */
    public Map<String, String> macros() {
        return Map.copyOf(parsed.macros());
    }

    /** What {@code vmd -n} warns of. */
    public List<VmConfMessage> warnings() {
        return parsed.messages();
    }

    /**
     * What {@code vmd -n} leaves out: names, duplicates, devices, switches, parents, Ethernet addresses.
     *
     * @param host what exists there; {@link VmConfEnvironment#TRUSTING} to look at the files alone
     * @return what is wrong: switches first, then VMs, in the order of the files
     */
    public List<VmConfFinding> check(VmConfEnvironment host) {
        return Checks.of(parsed, host);
    }

    /**
     * This configuration with changes. Each is made in the file that has the statement it is about, and touches nothing but
     * the options that differ; {@link #changesSince} tells which files they were. The result is read again, and everything
     * else in it means what it did before.
     *
     * @throws VmConfEditException if one of them cannot be made; then none is
     * @throws io.vmm4j.InvalidValueException if a value cannot be written
     */
    public VmConf apply(List<VmConfChange> changes) {
        return new VmConf(Editor.apply(parsed, changes, unknown), unknown);
    }

    /** The same for changes that are at hand. */
    public VmConf apply(VmConfChange... changes) {
        return apply(List.of(changes));
    }

    /** The files whose text is not what it was in an earlier state of this configuration: the ones to write. */
    public List<VmConfFileChange> changesSince(VmConf before) {
        List<VmConfFileChange> changes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (VmConfFile file : files()) {
            if (seen.add(file.path())) {
                before.files().stream()
                        .filter(old -> old.path().equals(file.path()))
                        .findFirst()
                        .filter(old -> !old.text().equals(file.text()))
                        .ifPresent(old -> changes.add(new VmConfFileChange(old, file)));
            }
        }
        return changes;
    }

    /** The bytes of the main file. */
    public byte[] bytes() {
        return file().bytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VmConf conf
                && conf.unknown == unknown
                && conf.files().equals(files());
    }

    @Override
    public int hashCode() {
        return files().hashCode();
    }

    /** The text of the main file. */
    @Override
    public String toString() {
        return file().text();
    }
}
