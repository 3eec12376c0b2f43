package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConfFile;
import io.vmm4j.vmconf.VmConfMessage;
import io.vmm4j.vmconf.VmDefinition;
import java.util.List;
import java.util.Map;

/**
 * Everything that was found in a file and those it includes.
 *
 * @param files the trees, the main file first, then in the order of inclusion
 * @param vms the VMs, in the order vmd(8) would register them
 * @param switches the switches, in that order
 * @param settings the settings, in that order
 * @param macros what the macros stand for at the end
 * @param messages what {@code vmd -n} would print
 * @param accepted whether none of the messages is an error; if one is, the trees are not complete
 */
public record Parsed(
        List<VmConfFile> files,
        List<Located<VmDefinition>> vms,
        List<Located<SwitchDefinition>> switches,
        List<Located<GlobalSetting>> settings,
        Map<String, String> macros,
        List<VmConfMessage> messages,
        boolean accepted) {}
