package io.vmm4j.testkit.internal.net;

/**
 * An IPv4 address of an interface.
 *
 * @param address the address
 * @param mask its mask
 * @param destination the other end, on point-to-point interfaces; 0 for none
 */
public record IfAddress(int address, int mask, int destination) {

    /** An address on a network. */
    public IfAddress(int address, int mask) {
        this(address, mask, 0);
    }

    /** The network's broadcast address; 0 if the network is too small for one. */
    public int broadcast() {
        return mask == -1 || mask == 0xfffffffe ? 0 : address | ~mask;
    }

    /** The mask that the first bits of an address imply. */
    public static int classMask(int address) {
        int top = address >>> 30;
        return top < 2 ? 0xff000000 : top == 2 ? 0xffff0000 : 0xffffff00;
    }
}
