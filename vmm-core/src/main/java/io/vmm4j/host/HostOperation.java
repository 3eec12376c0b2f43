package io.vmm4j.host;

/** What the SDK does on a host, as far as it needs rights of its own; see {@link io.vmm4j.VmmHost#leastPrivilege}. */
public enum HostOperation {
    /** {@link io.vmm4j.VmmHost#probe}. Without rights it still tells all but which VMs there are. */
    PROBE,
    /** {@link io.vmm4j.VmmHost#diagnose}. Without rights more questions stay open. */
    DIAGNOSE,
    /** {@link io.vmm4j.VmmHost#vms}, {@link io.vmm4j.Vm#status} and {@link io.vmm4j.Vm#address}. */
    LIST,
    /** {@link io.vmm4j.VmmHost#events}. Without the right to read vm.conf(5) its changes go unseen. */
    WATCH,
    /** {@link io.vmm4j.VmmHost#create}. */
    CREATE,
    /** {@link io.vmm4j.VmmHost#disks}, all of it. */
    DISKS,
    /** {@link io.vmm4j.VmmHost#media}, all of it. */
    FETCH_MEDIA,
    /** {@link io.vmm4j.Vm#start}. */
    START,
    /** {@link io.vmm4j.Vm#stop}. */
    STOP,
    /** {@link io.vmm4j.Vm#restart}. */
    RESTART,
    /** {@link io.vmm4j.Vm#pause} and {@link io.vmm4j.Vm#unpause}. */
    PAUSE,
    /** {@link io.vmm4j.Vm#openConsole}. */
    CONSOLE,
    /** {@link io.vmm4j.Vm#delete}; from vm.conf(5) as well it takes {@link #EDIT_CONFIGURATION} too. */
    DELETE,
    /** {@link HostConfiguration#read}, {@link HostConfiguration#check} and {@link HostConfiguration#plan}. */
    READ_CONFIGURATION,
    /** {@link HostConfiguration}, all of it. */
    EDIT_CONFIGURATION,
    /** {@link io.vmm4j.VmmHost#initializer}. */
    INITIALIZE,
    /** {@link io.vmm4j.VmmHost#disabler}. */
    DISABLE,
    /** {@link io.vmm4j.VmmHost#safeReboot}. */
    SAFE_REBOOT
}
