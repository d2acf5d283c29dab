/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: "it was bad a moment ago" is what people say of a call, and a number of this second does not show it. The
 * last minutes as one calm line do, with what got lost below it. */

#include "app-quality-graph.h"

#include <adwaita.h>

#include "app-quality-words.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#define TOP_MOS 4.6
#define BOTTOM_MOS 1.9
#define MOST_LOSS 0.2  /* such a bar is as high as it gets */
#define BAR_SHARE 0.45 /* of the height */
#define BAR_ALPHA 0.7  /* the line is to be seen over them */
#define CALM 5         /* seconds that make one point of the line */
#define GAP 8
#define GAP_US (3 * G_USEC_PER_SEC) /* where nothing was measured for so long the line is broken */

struct _AppQualityGraph
{
  GtkWidget parent_instance;

  GListModel *readings;
  gulong changed_id;
  guint span;
};

G_DEFINE_FINAL_TYPE (AppQualityGraph, app_quality_graph, GTK_TYPE_WIDGET)

enum
{
  PROP_READINGS = 1,
  PROP_SPAN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* The space the line and the bars have. */
typedef struct
{
  double x, width, height;
  gint64 newest;
  guint span;
  gboolean mirrored;
} Area;

static PhoneReading *
dup_reading (AppQualityGraph *self,
             guint            index)
{
  return g_list_model_get_item (self->readings, index);
}

static guint
count (AppQualityGraph *self)
{
  return self->readings != NULL ? g_list_model_get_n_items (self->readings) : 0;
}

/* A short call fills the drawing, and a long one does not move within it but every few minutes. */
static guint
choose_span (AppQualityGraph *self)
{
  static const guint spans[] = { 60, 120, 300, 600 };
  guint n = count (self);

  if (n > 1)
    {
      g_autoptr (PhoneReading) first = dup_reading (self, 0);
      g_autoptr (PhoneReading) last = dup_reading (self, n - 1);
      gint64 length = (phone_reading_get_time (last) - phone_reading_get_time (first)) / G_USEC_PER_SEC;

      for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
        {
          if (length <= spans[i])
            return spans[i];
        }
      return spans[G_N_ELEMENTS (spans) - 1];
    }
  return spans[0];
}

/* The words are not announced: they are there for who asks. */
static void
describe (AppQualityGraph *self)
{
  g_autofree char *span = app_quality_words_for_span (self->span);
  g_autofree char *words = self->readings != NULL ? app_quality_words_summarize (self->readings, 0) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, span,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : _("Nothing was measured yet."), -1);
}

static void
refresh (AppQualityGraph *self)
{
  guint span = choose_span (self);

  if (self->span != span)
    {
      self->span = span;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPAN]);
    }
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static double
get_y (const Area *area,
       double      mos)
{
  return area->height * (TOP_MOS - CLAMP (mos, BOTTOM_MOS, TOP_MOS)) / (TOP_MOS - BOTTOM_MOS);
}

/* Time runs as one reads. */
static double
get_x (const Area *area,
       gint64      time)
{
  double age = (double) (area->newest - time) / G_USEC_PER_SEC;
  double along = area->width * (1 - age / area->span);

  return area->mirrored ? area->x + area->width - along : area->x + along;
}

static PangoLayout *
create_word (AppQualityGraph *self,
             PhoneGrade       grade)
{
  return gtk_widget_create_pango_layout (GTK_WIDGET (self), app_quality_words_for_grade (grade));
}

static void
measure_words (AppQualityGraph *self,
               int             *width,
               int             *height)
{
  *width = *height = 0;
  for (PhoneGrade grade = PHONE_GRADE_POOR; grade <= PHONE_GRADE_GOOD; grade++)
    {
      g_autoptr (PangoLayout) layout = create_word (self, grade);
      int w, h;

      pango_layout_get_pixel_size (layout, &w, &h);
      *width = MAX (*width, w);
      *height = MAX (*height, h);
    }
}

static GdkRGBA
fade (GdkRGBA color,
      double  alpha)
{
  color.alpha *= (float) alpha;
  return color;
}

static double
get_faintness (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.6 : 0.15;
}

static void
draw_word (AppQualityGraph *self,
           GtkSnapshot     *snapshot,
           const Area      *area,
           PhoneGrade       grade)
{
  static const double middles[] = {
    [PHONE_GRADE_POOR] = (BOTTOM_MOS + PHONE_GRADE_FAIR_MOS) / 2,
    [PHONE_GRADE_FAIR] = (PHONE_GRADE_FAIR_MOS + PHONE_GRADE_GOOD_MOS) / 2,
    [PHONE_GRADE_GOOD] = (PHONE_GRADE_GOOD_MOS + TOP_MOS) / 2,
  };
  g_autoptr (PangoLayout) layout = create_word (self, grade);
  GdkRGBA color;
  int width, height;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color = fade (color, 0.75);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    area->mirrored ? (float) (gtk_widget_get_width (GTK_WIDGET (self)) - width) : 0,
    (float) (get_y (area, middles[grade]) - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_borders (AppQualityGraph *self,
              GtkSnapshot     *snapshot,
              const Area      *area)
{
  const double borders[] = { TOP_MOS, PHONE_GRADE_GOOD_MOS, PHONE_GRADE_FAIR_MOS, BOTTOM_MOS };
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color = fade (color, get_faintness ());
  for (guint i = 0; i < G_N_ELEMENTS (borders); i++)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (
      (float) area->x, (float) MIN (round (get_y (area, borders[i])), area->height - 1), (float) area->width, 1));
}

static void
draw_losses (AppQualityGraph *self,
             GtkSnapshot     *snapshot,
             const Area      *area)
{
  double width = MAX (area->width / area->span, 1.5);
  GdkRGBA color;

  adw_accent_color_to_standalone_rgba (ADW_ACCENT_COLOR_RED,
                                       adw_style_manager_get_dark (adw_style_manager_get_default ()), &color);
  color = fade (color, BAR_ALPHA);
  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (PhoneReading) reading = dup_reading (self, i);
      double loss = CLAMP (phone_reading_get_loss (reading), 0, MOST_LOSS);
      double height = MAX (area->height * BAR_SHARE * loss / MOST_LOSS, 2);

      if (loss > 0)
        gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (
          (float) (get_x (area, phone_reading_get_time (reading)) - (area->mirrored ? 0 : width)),
          (float) (area->height - height), (float) width, (float) height));
    }
}

/* The mean of the seconds before it, so that the line is calm; 0: nothing was measured then. */
static double
get_calm_mos (AppQualityGraph *self,
              guint            index)
{
  double sum = 0;
  guint n = 0;

  for (guint i = index + 1 > CALM ? index + 1 - CALM : 0; i <= index; i++)
    {
      g_autoptr (PhoneReading) reading = dup_reading (self, i);
      double mos = phone_reading_get_mos (reading);

      if (i == index && mos <= 0)
        return 0;
      sum += MAX (mos, 0);
      n += mos > 0;
    }
  return n > 0 ? sum / n : 0;
}

static GskPath *
create_line (AppQualityGraph *self,
             const Area      *area)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  gint64 before = G_MININT64;

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (PhoneReading) reading = dup_reading (self, i);
      gint64 time = phone_reading_get_time (reading);
      double mos = get_calm_mos (self, i);

      if (mos <= 0)
        continue;
      if (before == G_MININT64 || time - before > GAP_US)
        gsk_path_builder_move_to (builder, (float) get_x (area, time), (float) get_y (area, mos));
      else
        gsk_path_builder_line_to (builder, (float) get_x (area, time), (float) get_y (area, mos));
      before = time;
    }
  return gsk_path_builder_free_to_path (builder);
}

static void
draw_line (AppQualityGraph *self,
           GtkSnapshot     *snapshot,
           const Area      *area)
{
  g_autoptr (GskPath) path = create_line (self, area);
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2.5);
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkRGBA color;

  if (gsk_path_is_empty (path))
    return;
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  adw_accent_color_to_standalone_rgba (ADW_ACCENT_COLOR_BLUE, adw_style_manager_get_dark (style), &color);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
}

static void
app_quality_graph_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  AppQualityGraph *self = APP_QUALITY_GRAPH (widget);
  Area area = { .height = gtk_widget_get_height (widget), .span = MAX (self->span, 1) };
  int words, line;

  measure_words (self, &words, &line);
  area.mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  area.width = MAX (gtk_widget_get_width (widget) - words - GAP, 1);
  area.x = area.mirrored ? 0 : words + GAP;
  for (PhoneGrade grade = PHONE_GRADE_POOR; grade <= PHONE_GRADE_GOOD; grade++)
    draw_word (self, snapshot, &area, grade);
  draw_borders (self, snapshot, &area);
  if (count (self) == 0)
    return;

  g_autoptr (PhoneReading) newest = dup_reading (self, count (self) - 1);

  area.newest = phone_reading_get_time (newest);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) area.x, 0, (float) area.width, (float) area.height));
  draw_losses (self, snapshot, &area);
  draw_line (self, snapshot, &area);
  gtk_snapshot_pop (snapshot);
}

/* The words must fit between the lines, however large the letters are. */
static void
app_quality_graph_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  int words, line;

  measure_words (APP_QUALITY_GRAPH (widget), &words, &line);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = words + GAP + 100;
      *natural = words + GAP + 160;
    }
  else
    *minimum = *natural = MAX (110, (int) (line * (TOP_MOS - BOTTOM_MOS) / (PHONE_GRADE_GOOD_MOS - PHONE_GRADE_FAIR_MOS)));
}

static void
app_quality_graph_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_quality_graph_parent_class)->map (widget);
  refresh (APP_QUALITY_GRAPH (widget));
}

static void
app_quality_graph_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AppQualityGraph *self = APP_QUALITY_GRAPH (object);

  switch (id)
    {
    case PROP_READINGS:
      g_value_set_object (value, self->readings);
      break;
    case PROP_SPAN:
      g_value_set_uint (value, self->span);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_quality_graph_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_READINGS:
      app_quality_graph_set_readings (APP_QUALITY_GRAPH (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_quality_graph_dispose (GObject *object)
{
  AppQualityGraph *self = APP_QUALITY_GRAPH (object);

  g_clear_signal_handler (&self->changed_id, self->readings);
  g_clear_object (&self->readings);
  G_OBJECT_CLASS (app_quality_graph_parent_class)->dispose (object);
}

static void
app_quality_graph_class_init (AppQualityGraphClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_quality_graph_get_property;
  object_class->set_property = app_quality_graph_set_property;
  object_class->dispose = app_quality_graph_dispose;
  widget_class->snapshot = app_quality_graph_snapshot;
  widget_class->measure = app_quality_graph_measure;
  widget_class->map = app_quality_graph_map;

  /**
   * AppQualityGraph:readings: (nullable)
   *
   * What is drawn, newest last.
   */
  props[PROP_READINGS] = g_param_spec_object ("readings", NULL, NULL, G_TYPE_LIST_MODEL,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppQualityGraph:span:
   *
   * How many seconds it shows.
   */
  props[PROP_SPAN] = g_param_spec_uint ("span", NULL, NULL, 0, G_MAXUINT, 60,
                                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "quality-graph");
}

static void
app_quality_graph_init (AppQualityGraph *self)
{
  self->span = choose_span (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  /* Colours of the desktop come by no style of ours. */
  g_signal_connect_object (adw_style_manager_get_default (), "notify", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * app_quality_graph_set_readings:
 * @self: a drawing
 * @readings: (nullable): a list of PhoneReading, newest last
 *
 * Says what is drawn.
 */
void
app_quality_graph_set_readings (AppQualityGraph *self,
                                GListModel      *readings)
{
  g_return_if_fail (APP_IS_QUALITY_GRAPH (self));

  if (self->readings == readings)
    return;
  g_clear_signal_handler (&self->changed_id, self->readings);
  g_set_object (&self->readings, readings);
  if (readings != NULL)
    self->changed_id = g_signal_connect_object (readings, "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READINGS]);
}
