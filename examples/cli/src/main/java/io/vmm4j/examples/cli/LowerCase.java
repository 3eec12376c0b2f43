package io.vmm4j.examples.cli;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskFormat;
import io.vmm4j.host.Activation;
import io.vmm4j.pf.SwitchBackend;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a constant of an enumeration by its name in lower case. */
abstract class LowerCase<E extends Enum<E>> implements ITypeConverter<E> {

    private final List<E> constants;

    private LowerCase(Class<E> type) {
        constants = Arrays.asList(type.getEnumConstants());
    }

    @Override
    public E convert(String word) {
        return constants.stream()
                .filter(constant -> spelling(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is not one of "
                        + String.join(
                                ", ",
                                constants.stream().map(LowerCase::spelling).toList())));
    }

    private static String spelling(Enum<?> constant) {
        return Json.lower(constant).replace('_', '-');
    }

    /** Whether vmd(8) is told. */
    static final class OfActivation extends LowerCase<Activation> {
        OfActivation() {
            super(Activation.class);
        }
    }

    /** What a VM boots from. */
    static final class OfBootDevice extends LowerCase<BootDevice> {
        OfBootDevice() {
            super(BootDevice.class);
        }
    }

    /** What is inside an image. */
    static final class OfDiskFormat extends LowerCase<DiskFormat> {
        OfDiskFormat() {
            super(DiskFormat.class);
        }
    }

    /** How guests of a network reach others. */
    static final class OfNetworkMode extends LowerCase<NetworkMode> {
        OfNetworkMode() {
            super(NetworkMode.class);
        }
    }

    /** What a switch is made of. */
    static final class OfSwitchBackend extends LowerCase<SwitchBackend> {
        OfSwitchBackend() {
            super(SwitchBackend.class);
        }
    }

    /** What a deleted VM takes with it. */
    static final class OfDisks extends LowerCase<DeleteCommand.Disks> {
        OfDisks() {
            super(DeleteCommand.Disks.class);
        }
    }
}
