#compdef smp
# Completion of `smp` for zsh. `smp complete` says what may stand at the cursor.
_smp() {
    local -a lines open open_shown whole whole_shown before
    local line word says kind
    before=("${(@Q)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || before=()
    lines=("${(@f)$(_call_program words ${(q)words[1]} complete --at $#before -- "${(@q)before}" ${(qq)${(Q)PREFIX}} 2>/dev/null)}")
    kind=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        word=${line%%$'\t'*}
        says=${line#*$'\t'}
        if [[ $word == *= ]]; then
            open+=("$word")
            open_shown+=("$word${says:+  -- $says}")
        else
            whole+=("$word")
            whole_shown+=("$word${says:+  -- $says}")
        fi
    done
    local found=1
    # What ends in `=` goes on: no space behind it.
    (( $#open )) && compadd -V smp -l -S '' -d open_shown -a open && found=0
    (( $#whole )) && compadd -V smp -l -d whole_shown -a whole && found=0
    case $kind in
        files) [[ $PREFIX == --*=* ]] && compset -P '*='; _files && found=0 ;;
        folders) [[ $PREFIX == --*=* ]] && compset -P '*='; _files -/ && found=0 ;;
    esac
    return found
}
# Run as an autoloaded function, or read with `source`.
if [[ $funcstack[1] == _smp ]]; then
    _smp "$@"
else
    compdef _smp smp
fi
