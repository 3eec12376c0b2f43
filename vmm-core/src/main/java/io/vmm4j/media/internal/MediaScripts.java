package io.vmm4j.media.internal;

/**
 * What runs on the host. All paths and words are arguments, none is part of a script.
 *
 * <p>A medium comes into the hidden directory {@code .fetch-FILE} beside its place, which also holds the lock: the id of the process
 * that fetches, and until when it may. A lock whose process is gone, or whose time is over, is taken away; whoever links it first is
 * the only one who may. A script whose connection is lost goes on to its end, so that its lock tells the truth.
 */
final class MediaScripts {

    /** The lock is somebody else's. */
    static final int HELD = 75;

    /** What is there is not as long as the stream expects. */
    static final int MOVED = 76;

    /** $1 directory. Prints {@code df}, {@code record}, {@code part} and {@code lock} lines. */
    static final String LOOK = """
            d=$1; p=$d
            while [ ! -d "$p" ]; do p=$(dirname "$p"); done
            df -kP "$p" | sed -n '$s/^/df /p'
            [ -d "$d" ] || exit 0
            cd "$d" || exit 1
            for r in */.*.json; do
                [ -f "$r" ] || continue
                n=${r##*/.}; n=${n%.json}; h=${r%%/*}
                [ -f "$h/$n" ] || continue
                echo "record $h/$n $(stat -f %z "$h/$n")"
                cat "$r"
            done
            for w in */.fetch-*; do
                [ -d "$w" ] || continue
                n=${w##*/.fetch-}; h=${w%%/*}
                s=$(stat -f %z "$w/$n" 2>/dev/null) || s=0
                echo "part $h/$n $s"
                p=; e=
                { read -r p e <"$w/lock"; } 2>/dev/null
                if [ -n "$p" ] && [ "${e:-0}" -ge "$(date +%s)" ] && kill -0 "$p" 2>/dev/null; then
                    echo "lock $h/$n $p"
                fi
            done
            exit 0
            """;

    private static final String LOCK = """
            umask 022
            mkdir -p "$w" || exit 1
            t=$(mktemp "$w/lock.XXXXXXXXXX") || exit 75
            now=$(date +%s)
            echo "$$ $((now + lease))" >"$t"
            got=
            for try in 1 2; do
                if ln "$t" "$w/lock" 2>/dev/null; then got=1; break; fi
                p=; e=
                { read -r p e <"$w/lock"; } 2>/dev/null
                [ -n "$p" ] || continue
                if kill -0 "$p" 2>/dev/null && [ "${e:-0}" -ge "$now" ]; then break; fi
                if ln "$w/lock" "$w/stale.$p" 2>/dev/null; then
                    [ "$(cat "$w/stale.$p")" = "$p $e" ] && rm -f "$w/lock"
                    rm -f "$w/stale.$p"
                fi
            done
            rm -f "$t"
            [ -n "$got" ] || exit 75
            """;

    /**
     * $1 directory of the guest, $2 file, $3 ftp or stdin, $4 URL, $5 how many half seconds may pass without a byte, $6 program for
     * the digest, $7 digest or nothing, $8 the record up to its digest; then $1 the position to go on from (ftp: 0 to start anew),
     * $2 the whole length or 0, $3 for how many seconds the lock is taken.
     *
     * <p>Without {@code -C} ftp(1) notices that a connection was closed too early, with it not: then only the digest tells whether
     * what came is whole.
     */
    static final String FETCH = """
            d=$1; n=$2; how=$3; url=$4; idle=$5; alg=$6; want=$7; record=$8; shift 8
            from=$1; total=$2; lease=$3; w=$d/.fetch-$n; f=$w/$n
            """ + LOCK + """
            trap '' PIPE
            quit() {
                c=$(cat "$w/pid" 2>/dev/null) && kill "$c" 2>/dev/null
                rm -f "$w/pid"
                [ -s "$f" ] || { rm -rf "$w"; rmdir "$d" 2>/dev/null; }
                rm -f "$w/lock"
                exit "$1"
            }
            trap 'quit 143' HUP INT TERM
            size() { stat -f %z "$f" 2>/dev/null || echo 0; }
            rm -f "$w/status" "$w/said" "$w/pid"
            [ "$from" != 0 ] || rm -f "$f"
            have=$(size)
            if [ "$how" = stdin ] && [ "$have" != "$from" ]; then quit 76; fi
            resume=; [ "$have" = 0 ] || resume=C
            echo "size $have"
            if [ "$how" = stdin ]; then
                exec 3<&0
                { cat <&3 >>"$f" 2>"$w/said" & echo $! >"$w/pid"; wait $!; echo $? >"$w/status"; } >/dev/null 2>&1 &
            else
                { ftp "-MV$resume" -w 30 -o "$f" "$url" </dev/null >"$w/said" 2>&1 &
                    echo $! >"$w/pid"; wait $!; echo $? >"$w/status"; } </dev/null >/dev/null 2>&1 &
            fi
            last=$have; quiet=0; stalled=
            until [ -s "$w/status" ]; do
                sleep 0.5
                s=$(size)
                if [ "$s" != "$last" ]; then
                    echo "size $s"; last=$s; quiet=0
                else
                    quiet=$((quiet + 1))
                    [ "$quiet" -lt "$idle" ] || { stalled=1; break; }
                fi
            done
            if [ -n "$stalled" ]; then
                kill "$(cat "$w/pid")" 2>/dev/null
                wait
                echo stalled
                quit 0
            fi
            wait
            rm -f "$w/pid"
            r=$(cat "$w/status"); s=$(size)
            echo "size $s"
            [ ! -s "$w/said" ] || sed 's/^/said /' "$w/said"
            whole=
            if [ "$how" = stdin ]; then
                if [ "$r" = 0 ] && { [ "$total" = 0 ] || [ "$s" = "$total" ]; }; then whole=yes; fi
            elif [ "$r" = 0 ]; then
                whole=yes; [ -z "$resume" ] || whole=perhaps
            elif grep -q 'already fully retrieved' "$w/said"; then
                whole=yes
            fi
            if [ -z "$whole" ]; then echo "failed $r"; quit 0; fi
            sum=$("$alg" -q "$f") || quit 1
            if [ -n "$want" ] && [ "$sum" != "$want" ]; then
                if [ "$whole" = yes ]; then rm -f "$f"; echo "corrupt $sum"; else echo short; fi
                quit 0
            fi
            printf '%s%s"}\\n' "$record" "$sum" >"$w/record" && chmod 0644 "$w/record" "$f" \\
                && mv -f "$w/record" "$d/.$n.json" && mv -f "$f" "$d/$n" && echo "stored $s $sum"
            r=$?
            rm -rf "$w"
            exit $r
            """;

    /** $1 directory of the guest, $2 file, $3 for how many seconds the lock is taken. */
    static final String REMOVE = "d=$1; n=$2; lease=$3; w=$d/.fetch-$n\n[ -d \"$d\" ] || exit 0\n"
            + LOCK
            + "rm -f \"$d/$n\" \"$d/.$n.json\"; rm -rf \"$w\"; rmdir \"$d\" 2>/dev/null; exit 0\n";

    private MediaScripts() {}
}
