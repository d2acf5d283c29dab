/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what stands in a style sheet is not what is seen, since colours lie over each other. So the words are
 * painted, four times as large so that a stroke is wider than its soft edges, and the picture is measured (WCAG 2.2,
 * 1.4.3): the commonest colour is the ground, the one that differs most from it the letters'. */

#include "a11y-walk.h"

#include <math.h>

#define SCALE 4
#define MARGIN 2
#define WANTED 4.5
#define WANTED_LARGE 3.0
#define LARGE_PT 18.0
#define LARGE_BOLD_PT 14.0
#define FEWEST_PIXELS 6 /* fewer of a colour are an edge */

typedef struct
{
  GtkWidget *native;
  GskRenderNode *picture;
  GPtrArray *findings;
} Look;

static double
get_linear (guint8 value)
{
  double part = value / 255.0;

  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_luminance (guint32 pixel)
{
  return 0.2126 * get_linear (pixel >> 16 & 0xff) + 0.7152 * get_linear (pixel >> 8 & 0xff)
         + 0.0722 * get_linear (pixel & 0xff);
}

static double
get_ratio (guint32 one,
           guint32 other)
{
  double a = get_luminance (one), b = get_luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* The whole window, enlarged (transfer full). */
static GskRenderNode *
paint (GtkWidget *native)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (native);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gtk_snapshot_scale (snapshot, SCALE, SCALE);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (native), gtk_widget_get_height (native));
  return gtk_snapshot_to_node (snapshot);
}

/* How often there is each colour in a part of the picture (transfer full). */
static GHashTable *
count_colours (Look                  *look,
               const graphene_rect_t *part)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (look->native));
  g_autoptr (GdkTexture) texture = NULL;
  GHashTable *counts = g_hash_table_new (NULL, NULL);
  g_autofree guint32 *pixels = NULL;
  graphene_rect_t viewport;
  gsize n_pixels;

  graphene_rect_scale (part, SCALE, SCALE, &viewport);
  graphene_rect_round_extents (&viewport, &viewport);
  texture = gsk_renderer_render_texture (renderer, look->picture, &viewport);
  n_pixels = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  pixels = g_new (guint32, n_pixels);
  gdk_texture_download (texture, (guchar *) pixels, 4 * (gsize) gdk_texture_get_width (texture));
  for (gsize i = 0; i < n_pixels; i++)
    {
      gpointer colour = GUINT_TO_POINTER (pixels[i] & 0xffffff);

      g_hash_table_insert (counts, colour, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, colour)) + 1));
    }
  return counts;
}

static guint32
get_commonest (GHashTable *counts)
{
  GHashTableIter iter;
  gpointer colour, count;
  guint32 commonest = 0;
  guint most = 0;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &colour, &count))
    if (GPOINTER_TO_UINT (count) > most)
      {
        most = GPOINTER_TO_UINT (count);
        commonest = GPOINTER_TO_UINT (colour);
      }
  return commonest;
}

static guint32
get_farthest (GHashTable *counts,
              guint32     ground)
{
  GHashTableIter iter;
  gpointer colour, count;
  guint32 farthest = ground;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &colour, &count))
    if (GPOINTER_TO_UINT (count) >= FEWEST_PIXELS
        && get_ratio (GPOINTER_TO_UINT (colour), ground) > get_ratio (farthest, ground))
      farthest = GPOINTER_TO_UINT (colour);
  return farthest;
}

/* Large letters may be paler (WCAG: 18 points, or 14 in bold). */
static double
get_wanted_ratio (GtkWidget *widget)
{
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  double points = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (pango_font_description_get_size_is_absolute (font))
    points *= 72.0 / 96.0;
  if (points >= LARGE_PT || (points >= LARGE_BOLD_PT && pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD))
    return WANTED_LARGE;
  return WANTED;
}

/* Where the letters are, in the coordinates of the window. */
static gboolean
find_letters (GtkWidget       *widget,
              GtkWidget       *native,
              graphene_rect_t *letters)
{
  graphene_rect_t bounds;
  PangoRectangle ink;
  int x, y;

  if (!gtk_widget_compute_bounds (widget, native, &bounds))
    return FALSE;
  *letters = bounds;
  if (GTK_IS_LABEL (widget))
    {
      graphene_point_t point;

      pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (widget)), &ink, NULL);
      gtk_label_get_layout_offsets (GTK_LABEL (widget), &x, &y);
      if (!gtk_widget_compute_point (widget, native, &GRAPHENE_POINT_INIT ((float) (x + ink.x), (float) (y + ink.y)), &point))
        return FALSE;
      graphene_rect_init (letters, point.x - MARGIN, point.y - MARGIN, (float) (ink.width + 2 * MARGIN),
                          (float) (ink.height + 2 * MARGIN));
    }
  return letters->size.width > 1 && letters->size.height > 1;
}

/* A toast lies over what is below it for a while. */
static gboolean
is_covered (GtkWidget             *widget,
            GtkWidget             *native,
            const graphene_rect_t *letters)
{
  graphene_point_t middle;
  GtkWidget *top;

  graphene_rect_get_center (letters, &middle);
  top = gtk_widget_pick (native, middle.x, middle.y, GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);
  return top != NULL && top != widget && !gtk_widget_is_ancestor (top, widget) && !gtk_widget_is_ancestor (widget, top);
}

/* What a scrolled list cuts off is not seen, and what lies under another part of a picture is not measured. */
static gboolean
is_in_sight (GtkWidget             *widget,
             GtkWidget             *native,
             const graphene_rect_t *letters)
{
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL; above = gtk_widget_get_parent (above))
    {
      graphene_rect_t bounds;

      if (above != native && gtk_widget_get_overflow (above) != GTK_OVERFLOW_HIDDEN)
        continue;
      if (!gtk_widget_compute_bounds (above, native, &bounds) || !graphene_rect_contains_rect (&bounds, letters))
        return FALSE;
      if (above == native)
        return TRUE;
    }
  return TRUE;
}

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  return GTK_IS_TEXT (widget) && *gtk_editable_get_text (GTK_EDITABLE (widget)) != '\0';
}

static void
visit (GtkWidget *widget,
       gpointer   data)
{
  Look *look = data;
  g_autoptr (GHashTable) counts = NULL;
  graphene_rect_t letters;
  guint32 ground, ink;
  double wanted;

  if (!has_words (widget) || !gtk_widget_is_sensitive (widget)
      || GTK_WIDGET (gtk_widget_get_native (widget)) != look->native || !find_letters (widget, look->native, &letters)
      || !is_in_sight (widget, look->native, &letters) || is_covered (widget, look->native, &letters))
    return;
  counts = count_colours (look, &letters);
  ground = get_commonest (counts);
  ink = get_farthest (counts, ground);
  wanted = get_wanted_ratio (widget);
  /* Nothing but the ground: it was painted over, as a label is whose place another has taken. */
  if (ink != ground && get_ratio (ink, ground) < wanted)
    {
      g_autofree char *what = a11y_describe (widget);

      g_ptr_array_add (look->findings, g_strdup_printf ("#%06x on #%06x is %.2f:1, and %.1f:1 is wanted: %s", ink, ground,
                                                        get_ratio (ink, ground), wanted, what));
    }
}

void
a11y_examine_contrast (GtkWidget *root,
                       GPtrArray *findings)
{
  GtkWidget *native = GTK_WIDGET (gtk_widget_get_native (root));
  Look look = { native, paint (native), findings };

  g_assert_nonnull (look.picture);
  a11y_walk (root, visit, &look);
  gsk_render_node_unref (look.picture);
}
