"""Commands of LaTeX, of its kernel and of the American Mathematical Society's packages: what is spelled so is no misspelling."""

__all__ = ["STANDARD"]

STANDARD = frozenset(
    "\\" + name
    for name in """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi varpi rho
    varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega digamma
    aleph beth gimel daleth hbar hslash imath jmath ell wp Re Im partial nabla infty prime emptyset varnothing forall exists nexists
    neg lnot top bot angle measuredangle triangle square blacksquare Box Diamond diamond lozenge clubsuit diamondsuit heartsuit
    spadesuit flat natural sharp surd complement eth mho Bbbk circledR circledS
    pm mp times div ast star circ bullet cdot cdotp cap cup uplus sqcap sqcup vee wedge lor land setminus smallsetminus wr amalg
    oplus ominus otimes oslash odot dagger dag ddagger ddag ltimes rtimes boxplus boxminus boxtimes boxdot intercal veebar barwedge
    leq le geq ge ll gg lll ggg equiv sim simeq cong approx approxeq asymp propto varpropto doteq neq ne lt gt leqslant geqslant
    lesssim gtrsim lessgtr gtrless subset supset subseteq supseteq subsetneq supsetneq in ni notin not mid nmid parallel nparallel
    perp prec succ preceq succeq models vdash dashv Vdash vDash bowtie smile frown triangleq coloneqq eqqcolon coloneq colon
    to gets rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow longleftarrow longleftrightarrow
    Longrightarrow Longleftarrow Longleftrightarrow mapsto longmapsto hookrightarrow hookleftarrow uparrow downarrow updownarrow
    Uparrow Downarrow nearrow searrow swarrow nwarrow iff implies impliedby leadsto rightharpoonup rightleftharpoons xrightarrow
    xleftarrow therefore because
    sum prod coprod int iint iiint oint bigcap bigcup bigsqcup bigvee bigwedge bigodot bigotimes bigoplus biguplus
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin
    sinh sup tan tanh tr Tr injlim projlim varliminf varlimsup mod bmod pmod pod operatorname operatornamewithlimits
    frac tfrac dfrac cfrac nicefrac sfrac binom tbinom dbinom choose over above atop brack brace sqrt root of
    overline underline overbrace underbrace overrightarrow overleftarrow stackrel overset underset sideset substack
    hat widehat check tilde widetilde acute grave dot ddot dddot breve bar vec mathring not cancel slashed
    left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm
    langle rangle lvert rvert lVert rVert vert Vert lfloor rfloor lceil rceil lbrace rbrace lbrack rbrack backslash
    lgroup rgroup ulcorner urcorner
    dots ldots cdots vdots ddots dotsc dotsb dotsm dotsi dotso
    quad qquad enspace enskip thinspace medspace thickspace negthinspace negmedspace negthickspace hspace vspace hfill hfil
    hskip kern mkern mskip phantom hphantom vphantom smash strut mathstrut hline
    mathrm mathit mathbf mathsf mathtt mathcal mathscr mathfrak mathbb mathds mathbbm mathnormal boldsymbol bm pmb rm bf it sf tt
    cal sl em text textrm textit textbf textsf texttt textup textnormal emph mbox hbox fbox boxed framebox makebox parbox
    displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits
    begin end label ref eqref pageref cite tag notag nonumber intertext shortintertext newline linebreak pagebreak allowbreak
    nobreak par noindent indent footnote color textcolor colorbox item includegraphics caption section input include
    newcommand renewcommand providecommand def let
    ket bra braket ketbra dyad expval ev mel abs norm order comm acomm qty dd dv pdv grad curl laplacian Bra Ket Braket
    """.split()  # noqa: SIM905
)
