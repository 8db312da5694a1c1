/// The word lists of the rules that cut or join inside a run of letters.
enum Contraction {
    /// Words without an apostrophe, with the pieces that Universal Dependencies makes of them. Words that are also
    /// something else ("its", "ill", "were") are not here.
    static let joined = """
        can|not gon|na got|ta wan|na out|ta gim|me lem|me do|nt does|nt did|nt ca|nt wo|nt is|nt are|nt was|nt \
        were|nt would|nt could|nt should|nt has|nt have|nt had|nt ai|nt i|m i|ve that|s there|s what|s you|re they|re \
        a|lot lot|ta he|s else|s let|s you|ll ar|nt
        """

    /// Words that an apostrophe begins.
    static let withApostrophe = "em til tis twas cause bout n cuz cos round neath"

    /// First parts that stay with what follows a hyphen, by what the English Web Treebank does.
    static let prefixes = """
        e non pre anti mid re post co over pro multi ex sub semi neo psycho socio counter intra un inter ultra \
        bi tri quasi pseudo de mis macro micro super trans arch proto para hyper extra
        """

    /// Units that are a token of their own after a number without a blank.
    static let units = """
        am pm k m b bn mm cm km kg g mg ft hr hrs h min mins mph lb lbs oz gb mb tb kb hz mhz ghz kw mw gw kwh mwh \
        in yd mi sec secs ml
        """

    /// Last labels that make a dotted run a web address or a file name.
    static let domains = """
        com org net edu gov mil int info biz io co eu uk de fr ru cn jp ch at it es nl se no fi dk pl cz au ca br mx ar \
        za tv us in ie be ua ir il tr eg sy iq
        """
    static let extensions = "doc docx xls xlsx pdf ppt txt html htm jpg jpeg png gif zip exe csv xml json mp mov url"
}
