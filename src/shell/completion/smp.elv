# Completion of `smp` for elvish. `smp complete` says what may stand at the cursor.
use str
set edit:completion:arg-completer[smp] = {|@words|
  var kind @lines = ((external $words[0]) complete --at (- (count $words) 2) -- (all $words[1..]) 2>/dev/null)
  for line $lines {
    var word says = (str:split "\t" $line)
    var suffix = ' '
    if (str:has-suffix $word '=') { set suffix = '' }
    edit:complex-candidate $word &code-suffix=$suffix &display=$word'  '$says
  }
  if (or (eq $kind files) (eq $kind folders)) {
    edit:complete-filename $words[-1]
  }
}
