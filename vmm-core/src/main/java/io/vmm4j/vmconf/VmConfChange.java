package io.vmm4j.vmconf;

import io.vmm4j.SwitchName;
import io.vmm4j.VmName;

/** One change of a configuration; {@link VmConf#apply} makes it. */
public sealed interface VmConfChange {

    /**
     * A new VM, at the end of the main file, so that no other VM gets another id. Interfaces without an Ethernet address get
     * one that is derived from the VM's name: a random one would be another after each restart of vmd(8).
     *
     * @param vm the VM
     */
    record AddVm(VmDefinition vm) implements VmConfChange {
        public AddVm {
            VmName.of(vm.name());
        }
    }

    /**
     * A VM that is there says this from now on. Only the options that differ are written, wherever they stand.
     *
     * @param vm the VM
     */
    record ChangeVm(VmDefinition vm) implements VmConfChange {}

    /**
     * A VM is defined no more. Its instances stay, and then lack their parent.
     *
     * @param name its name
     */
    record RemoveVm(String name) implements VmConfChange {}

    /**
     * A new switch, at the end of the main file.
     *
     * @param definition the switch
     */
    record AddSwitch(SwitchDefinition definition) implements VmConfChange {
        public AddSwitch {
            SwitchName.of(definition.name());
        }
    }

    /**
     * A switch that is there says this from now on. vmd(8) takes it up only after {@code vmctl reset switches} and a reload.
     *
     * @param definition the switch
     */
    record ChangeSwitch(SwitchDefinition definition) implements VmConfChange {}

    /**
     * A switch is defined no more. Interfaces on it stay, and then are attached to nothing.
     *
     * @param name its name
     */
    record RemoveSwitch(String name) implements VmConfChange {}

    /**
     * A setting: in place of the last one of its kind, or at the end of the main file.
     *
     * @param setting what it says
     */
    record Set(GlobalSetting setting) implements VmConfChange {}

    /**
     * No setting of this kind any more: all of them are removed.
     *
     * @param kind the kind
     */
    record Unset(Class<? extends GlobalSetting> kind) implements VmConfChange {}
}
