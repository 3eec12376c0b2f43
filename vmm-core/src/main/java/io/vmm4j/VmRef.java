package io.vmm4j;

/**
 * What vmctl(8) takes to mean one VM: its name or its id.
 *
 * <p>Prefer the {@link VmName}: ids are given anew when vmd(8) restarts or is reset.
 */
public sealed interface VmRef permits VmName, VmId {

    /**
     * The operand as vmctl(8) reads it.
     *
     * @throws InvalidValueException if vmctl would read it as something else; see {@link VmName#isAddressable()}
     */
    String operand();
}
