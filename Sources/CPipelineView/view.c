#include "CPipelineView.h"

static const uint8_t style[] = {
#embed "Data/view.css"
};

/* One function around all of it, so that its names stay its own. */
static const uint8_t script[] = {
    '(', '(', ')', ' ', '=', '>', ' ', '{', '\n', '\'', 'u', 's', 'e', ' ', 's', 't', 'r', 'i', 'c', 't', '\'', ';', '\n',
#embed "Data/model.js" suffix(, )
#embed "Data/dom.js" suffix(, )
#embed "Data/text.js" suffix(, )
#embed "Data/card.js" suffix(, )
#embed "Data/graph.js" suffix(, )
#embed "Data/notes.js" suffix(, )
#embed "Data/corpus.js" suffix(, )
#embed "Data/summary.js" suffix(, )
#embed "Data/app.js" suffix(, )
#embed "Data/keys.js" suffix(, )
    '}', ')', '(', ')', ';', '\n',
};

static const uint8_t shell[] = {
#embed "Data/shell.html"
};

const cpipeline_view_part cpipeline_view_style = {style, sizeof style};
const cpipeline_view_part cpipeline_view_script = {script, sizeof script};
const cpipeline_view_part cpipeline_view_shell = {shell, sizeof shell};
