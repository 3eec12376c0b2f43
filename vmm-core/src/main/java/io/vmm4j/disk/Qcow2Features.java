package io.vmm4j.disk;

import java.util.ArrayList;
import java.util.List;

/**
 * The feature bits of a qcow2 image; version 2 has none.
 *
 * @param incompatible bits that a program must know to open the image
 * @param compatible bits that can be ignored
 * @param autoclear bits to be cleared by a program that writes and does not know them
 */
public record Qcow2Features(long incompatible, long compatible, long autoclear) {

    /** Whether a feature's bit is set. */
    public boolean has(Qcow2Feature feature) {
        return (bits(feature.kind()) & feature.mask()) != 0;
    }

    /** The incompatible features beside some, for people: names where there are names, else bits. */
    public List<String> incompatibleBeside(Qcow2Feature... known) {
        long rest = incompatible;
        for (Qcow2Feature feature : known) {
            rest &= ~feature.mask();
        }
        List<String> names = new ArrayList<>();
        for (Qcow2Feature feature : Qcow2Feature.values()) {
            if (feature.kind() == Qcow2Feature.Kind.INCOMPATIBLE && (rest & feature.mask()) != 0) {
                names.add(feature.name());
                rest &= ~feature.mask();
            }
        }
        for (; rest != 0; rest &= rest - 1) {
            names.add("bit " + Long.numberOfTrailingZeros(rest));
        }
        return List.copyOf(names);
    }

    private long bits(Qcow2Feature.Kind kind) {
        return switch (kind) {
            case INCOMPATIBLE -> incompatible;
            case COMPATIBLE -> compatible;
            case AUTOCLEAR -> autoclear;
        };
    }
}
