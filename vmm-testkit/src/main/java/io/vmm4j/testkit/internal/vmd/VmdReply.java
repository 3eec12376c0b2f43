package io.vmm4j.testkit.internal.vmd;

import java.util.List;

/** What vmd(8) answers. */
public sealed interface VmdReply {

    /** A VM was started, or not. */
    record Started(ResultCode result, long id, String tty) implements VmdReply {}

    /** A VM was asked to stop, or not. */
    record Stopping(ResultCode result, long id) implements VmdReply {}

    /** A VM has stopped. */
    record Stopped(long id) implements VmdReply {}

    /** All VMs. */
    record Infos(List<VmInfo> vms) implements VmdReply {

        public Infos {
            vms = List.copyOf(vms);
        }
    }

    /** A VM was paused, or not. */
    record Paused(ResultCode result, long id) implements VmdReply {}

    /** A VM goes on, or not. */
    record Unpaused(ResultCode result, long id) implements VmdReply {}

    /** It was done. */
    record Done() implements VmdReply {}

    /** It was not done; the result is 0 if there is nothing to say about it. */
    record Failed(ResultCode result) implements VmdReply {}
}
